using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding;

/// <summary>How a fitting ended.</summary>
/// <param name="Problems">What is wrong in the files; then the reader stays what it was.</param>
/// <param name="Learned">How many of the town's decisions are in force.</param>
/// <param name="Refused">How many of the newest ones were left out, because the regression sentences were read worse with them.</param>
public sealed record Fitted(IReadOnlyList<LoadProblem> Problems, int Learned, int Refused);

/// <summary>Fits the reader anew, to edited files or to what people have decided since, and puts it in force in one swap. What comes out depends
/// on the files and the decisions alone, never on what was in force before, so that replicas with the same of both read the same.</summary>
public sealed class ReaderFitting(string folder, ReaderBook book, string? cacheFolder = null)
{
    private readonly Lock _oneAtATime = new();
    private IReadOnlyList<LearnedLine> _learned = [];

    /// <param name="vocabulary">The town's words as they are now.</param>
    /// <param name="learned">The decisions, oldest first; null for those of the last time.</param>
    public Fitted Fit(Vocabulary vocabulary, IReadOnlyList<LearnedLine>? learned = null)
    {
        lock (_oneAtATime)
        {
            _learned = learned ?? _learned;
            var loader = new ReaderLoader(folder, vocabulary, cacheFolder);
            var plain = loader.Load([]);
            if (plain.Problems.Count > 0) return new(plain.Problems, 0, 0);
            var (reader, count) = WithMost(loader, plain);
            book.Replace(reader);
            return new([], count, _learned.Count - count);
        }
    }

    /// <summary>All decisions, or where they would make it worse half of them, the older half, and so on.</summary>
    private (Reader Reader, int Count) WithMost(ReaderLoader loader, LoadedReader plain)
    {
        for (var count = _learned.Count; count > 0; count /= 2)
        {
            if (loader.Refit(plain, [.. _learned.Take(count)]) is { } refitted) return (refitted.Reader, count);
        }
        return (plain.Reader, 0);
    }
}
