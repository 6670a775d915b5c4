namespace ChatGrid.Grids;

/// <summary>Something wrong in <c>config/</c> or <c>dialogs/</c>, said so that an official finds the line.</summary>
/// <param name="Line">Counted from 1.</param>
public sealed record Problem(string File, int Line, string Text)
{
    public override string ToString() => $"{File}:{Line}: {Text}";
}
