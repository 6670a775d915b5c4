namespace ChatGrid.Understanding.Text;

/// <summary>What voice-to-text writes for what was said (睡管 for 水管), put right before anything is read.</summary>
public sealed class Homophones
{
    private readonly WordTrie _written = new();
    private readonly List<string> _meant = [];

    public Homophones(IReadOnlyList<DataLine> lines, Func<string, string> fold, List<LoadProblem> problems)
    {
        foreach (var (left, right, line) in WordPairs.Of(lines, problems))
        {
            var (written, meant) = (fold(left), fold(right));
            if (written.Length != meant.Length) problems.Add(new LoadProblem(line.File, line.Number, $"{left} and {right} differ in length"));
            else if (_written.Add(written, _meant.Count) == _meant.Count) _meant.Add(meant);
        }
    }

    public void Replace(Span<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var word = _written.Longest(text, i, out var end);
            if (word < 0) continue;
            _meant[word].AsSpan().CopyTo(text[i..end]);
            i = end - 1;
        }
    }
}
