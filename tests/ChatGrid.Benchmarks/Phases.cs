using System.Diagnostics;
using ChatGrid.Understanding;
using ChatGrid.Understanding.Model;
using ChatGrid.Understanding.Text;

namespace ChatGrid.Benchmarks;

/// <summary>Where the time of loading and of reading goes: 「phases FOLDER」.</summary>
public static class Phases
{
    public static void Run(string folder)
    {
        var problems = new List<LoadProblem>();
        var watch = Stopwatch.StartNew();
        var grammar = new Grammar(folder, DemoTown.Vocabulary, problems);
        Report("grammar", watch);
        var layout = new HeadLayout(DemoTown.Vocabulary.Items);
        var lines = TrainingLines.Read(folder, layout, problems);
        Report("lines", watch);
        var model = new ReaderTraining(grammar, layout, TrainingOptions.Default).Learn(lines);
        Report($"learning {lines.Count} lines, {model.Features.Count} features", watch);
        var reader = new Reader(grammar, model, new Tuning());
        Measure(reader, "short", [.. lines.Select(line => line.Text).Where(text => text.Length is > 5 and < 25)]);
        Measure(reader, "of 400 characters", [.. Pieces(string.Concat(lines.Select(line => line.Text)), 400).Take(500)]);
        Measure(reader, "of 100,000 characters", [.. Pieces(string.Concat(lines.Select(line => line.Text)), 100_000).Take(1)]);
    }

    private static IEnumerable<string> Pieces(string text, int length)
    {
        for (var at = 0; at + length <= text.Length; at += length) yield return text.Substring(at, length);
    }

    private static void Measure(Reader reader, string what, List<string> texts)
    {
        for (var i = 0; i < Math.Max(3, 3000 / texts.Count); i++) ReadAll(reader, texts);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        ReadAll(reader, texts);
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / texts.Count;
        Console.WriteLine($"{watch.Elapsed.TotalMicroseconds / texts.Count,9:F1} µs and {bytes} bytes each: {texts.Count} {what}");
    }

    private static void ReadAll(Reader reader, List<string> texts)
    {
        foreach (var text in texts) reader.Read(new MessageToRead(text));
    }

    private static void Report(string what, Stopwatch watch)
    {
        Console.WriteLine($"{watch.Elapsed.TotalMilliseconds,9:F1} ms  {what}");
        watch.Restart();
    }
}
