using ChatGrid.Understanding.Model;
using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding;

/// <summary>A reader, what was wrong in the files it was made of, and how many of the regression sentences it reads right.</summary>
public sealed record LoadedReader(Reader Reader, IReadOnlyList<LoadProblem> Problems, RegressionResult Regression);

/// <summary>A sentence whose reading a gridworker confirmed or corrected, phone and ID numbers already taken out.</summary>
/// <param name="Text">The sentence.</param>
/// <param name="Item">Its item; null when it is no request.</param>
/// <param name="Kind">What kind of message it is.</param>
/// <param name="Urgency">How urgent it was.</param>
/// <param name="Role">Who said it.</param>
public sealed record LearnedLine(string Text, string? Item, MessageKind Kind, Urgency Urgency = Urgency.None, SenderRole Role = SenderRole.Resident);

/// <summary>Builds readers from the folder dialogs/understanding, the town's own words, and what the town has taught since.</summary>
public sealed class ReaderLoader(string folder, Vocabulary vocabulary, string? cacheFolder = null)
{
    private readonly ModelCache _cache = new(cacheFolder);

    public static LoadedReader Load(string folder, Vocabulary vocabulary, string? cacheFolder = null) =>
        new ReaderLoader(folder, vocabulary, cacheFolder).Load([]);

    /// <summary>A reader of the files and the learned lines; the order of these does not matter, so that replicas agree.</summary>
    public LoadedReader Load(IReadOnlyList<LearnedLine> learned)
    {
        var problems = new List<LoadProblem>();
        var grammar = new Grammar(folder, vocabulary, problems);
        var layout = new HeadLayout(vocabulary.Items);
        var lines = TrainingLines.Read(folder, layout, problems);
        lines.AddRange(learned.Distinct().Select(line => AsTraining(line, layout)).OrderBy(line => line.Text, StringComparer.Ordinal)
            .ThenBy(line => line.Kind).ThenBy(line => line.Item, StringComparer.Ordinal).ThenBy(line => line.Urgency).ThenBy(line => line.Role));
        var tuning = Tuning.Read(DataFile.Read(folder, "tuning.txt", problems), problems);
        var reader = new Reader(grammar, Model(grammar, layout, lines), tuning);
        var regression = RegressionResult.Of(reader, TrainingLines.ReadFile(folder, "regression.txt", layout, problems));
        return new LoadedReader(reader, problems, regression);
    }

    /// <summary>Learns the lines too; null when the reader would then read fewer of the regression sentences right than
    /// <paramref name="current"/> does (one in a hundred may tip over). The caller swaps the reader it uses.</summary>
    public LoadedReader? Refit(LoadedReader current, IReadOnlyList<LearnedLine> learned)
    {
        var refitted = Load(learned);
        return refitted.Regression.Right < current.Regression.Right - (current.Regression.Total + 99) / 100 ? null : refitted;
    }

    private LinearModel Model(Grammar grammar, HeadLayout layout, List<TrainingLine> lines)
    {
        var name = ModelCache.Name(folder, lines, vocabulary, TrainingOptions.Default);
        if (_cache.Find(name, layout) is { } kept) return kept;
        var model = new ReaderTraining(grammar, layout, TrainingOptions.Default).Learn(lines);
        _cache.Keep(name, model);
        return model;
    }

    private static TrainingLine AsTraining(LearnedLine line, HeadLayout layout)
    {
        var item = line.Item is { } name ? layout.Item(name) : -1;
        return new TrainingLine(line.Text, line.Kind, line.Item, item < 0 ? null : layout.ItemsOfTown[item].Field, line.Urgency, line.Role);
    }
}
