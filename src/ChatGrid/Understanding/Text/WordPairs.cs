namespace ChatGrid.Understanding.Text;

/// <summary>Files of 「左=右」 pairs, several on a line.</summary>
public static class WordPairs
{
    public static IEnumerable<(string Left, string Right, DataLine Line)> Of(IReadOnlyList<DataLine> lines, List<LoadProblem> problems)
    {
        foreach (var line in lines)
        {
            foreach (var pair in line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var sides = pair.Split('=');
                if (sides.Length == 2 && sides[0].Length > 0 && sides[1].Length > 0) yield return (sides[0], sides[1], line);
                else problems.Add(new LoadProblem(line.File, line.Number, $"「{pair}」 is not 左=右"));
            }
        }
    }
}
