namespace ChatGrid.Understanding.Times;

/// <summary>Finds all expressions of time in a text, in one pass from left to right.</summary>
public sealed class TimeScanner(TimeWords words)
{
    private readonly TimeParser _parser = new(words);

    public void Find(ReadOnlySpan<char> text, DateTime now, List<ResolvedTime> times)
    {
        times.Clear();
        var at = 0;
        while (at < text.Length)
        {
            if (words.MayBegin(text[at]) && _parser.Read(text, at) is { } found && found.End > at)
            {
                times.Add(TimeResolver.Resolve(found, now));
                at = found.End;
            }
            else
            {
                at++;
            }
        }
    }
}
