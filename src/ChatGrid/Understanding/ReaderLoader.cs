using ChatGrid.Understanding.Model;
using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding;

/// <summary>A reader, and what was wrong in the files it was made of.</summary>
public sealed record LoadedReader(Reader Reader, IReadOnlyList<LoadProblem> Problems);

/// <summary>Builds a reader from the folder dialogs/understanding and the town's own words.</summary>
public static class ReaderLoader
{
    /// <param name="folder">The folder with words.txt, emergency.txt, … and lines/.</param>
    /// <param name="vocabulary">The town's items, places and people.</param>
    /// <param name="learned">Lines that the town confirmed or corrected; they weigh as much as the shipped ones.</param>
    public static LoadedReader Load(string folder, Vocabulary vocabulary, IReadOnlyList<TrainingLine>? learned = null)
    {
        var problems = new List<LoadProblem>();
        var grammar = new Grammar(folder, vocabulary, problems);
        var layout = new HeadLayout(vocabulary.Items);
        var lines = TrainingLines.Read(folder, layout, problems);
        var tuning = Tuning.Read(DataFile.Read(folder, "tuning.txt", problems), problems);
        if (learned is not null) lines.AddRange(learned);
        var model = new ReaderTraining(grammar, layout, TrainingOptions.Default).Learn(lines);
        return new LoadedReader(new Reader(grammar, model, tuning), problems);
    }
}
