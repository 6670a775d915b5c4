namespace ChatGrid.Understanding.Text;

/// <summary>Something wrong in a data file, said so that an official finds the line.</summary>
public sealed record LoadProblem(string File, int Line, string Text)
{
    public override string ToString() => $"{File}:{Line}: {Text}";
}
