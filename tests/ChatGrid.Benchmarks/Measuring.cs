using System.Globalization;
using System.Text.Json;
using ChatGrid.Understanding;
using ChatGrid.Understanding.Model;
using ChatGrid.Understanding.Text;

namespace ChatGrid.Benchmarks;

/// <summary>Learns from a share of the lines and measures on sentences that are none of them: the learning curve, and what
/// an option is worth. 「measure FOLDER TEST.jsonl CHAT.jsonl [share=1] [Epochs=8] …」.</summary>
public static class Measuring
{
    public static void Run(string[] args)
    {
        var options = Options(args);
        var share = double.Parse(args.FirstOrDefault(arg => arg.StartsWith("share=", StringComparison.Ordinal))?[6..] ?? "1", CultureInfo.InvariantCulture);
        var problems = new List<LoadProblem>();
        var grammar = new Grammar(args[0], DemoTown.Vocabulary, problems);
        var layout = new HeadLayout(DemoTown.Vocabulary.Items);
        var lines = TrainingLines.Read(args[0], layout, problems);
        var kept = lines.Where((line, i) => line.Kind is null || Hash(i) < share).ToList();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var model = new ReaderTraining(grammar, layout, options).Learn(kept);
        watch.Stop();
        var tuning = Set(Tuning.Read(DataFile.Read(args[0], "tuning.txt", problems), problems), args);
        var reader = new Reader(grammar, model, tuning, options);
        var rows = Rows(args[1]).Select(row => new Scored(row, reader.Read(Message(row)))).ToList();
        var chat = Rows(args[2]).Where(row => row.GetProperty("split").GetString() == "dev").Select(row => new Scored(row, reader.Read(Message(row)))).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"lines {kept.Count} features {model.Features.Count} learned in {watch.ElapsedMilliseconds} ms {string.Join(' ', args[3..])}"));
        Report(rows, chat);
    }

    private sealed record Scored(JsonElement Row, Reading Reading)
    {
        public bool IsRequest => Row.GetProperty("request").GetInt32() == 1;

        public bool Is(string name, string? value) => Row.GetProperty(name).GetString() == value;
    }

    private static void Report(List<Scored> rows, List<Scored> chat)
    {
        var requests = rows.Where(row => row.IsRequest).ToList();
        var others = rows.Where(row => !row.IsRequest).ToList();
        var hits = requests.Count(row => row.Reading.RequestScore >= 0.5);
        var alarms = others.Count(row => row.Reading.RequestScore >= 0.5);
        var f = 2.0 * hits / (requests.Count + hits + alarms);
        var urgent = rows.Where(row => row.Row.GetProperty("urgency").GetInt32() == 2).ToList();
        var said = rows.Where(row => row.Reading.IsEmergency).ToList();
        var right = urgent.Count(row => row.Reading.IsEmergency);
        Print($"request F1 {f:F3} P {(double)hits / (hits + alarms):F3} R {(double)hits / requests.Count:F3}");
        Print($"recall at 1% of own chat {AtOnePercent(requests, others.Where(row => row.Is("kind", "chat") || row.Is("kind", "reply"))):F3}, of lccc {AtOnePercent(requests, chat.Where(row => row.Is("set", "lccc"))):F3}, of crosswoz {AtOnePercent(requests, chat.Where(row => row.Is("set", "crosswoz"))):F3}");
        Print($"false alarms: lccc {Alarms(chat, "lccc"):P1} crosswoz {Alarms(chat, "crosswoz"):P1}; {string.Join(' ', others.GroupBy(row => row.Row.GetProperty("kind").GetString()).Select(group => $"{group.Key} {group.Count(row => row.Reading.RequestScore >= 0.5) / (double)group.Count():P1}"))}");
        Print($"field accuracy {requests.Count(row => row.Is("category", row.Reading.Field)) / (double)requests.Count:F3} macro-F1 {MacroF1(requests):F3} item {ItemAccuracy(requests):F3}");
        Print($"emergency R {(double)right / urgent.Count:F3} P {(double)right / Math.Max(1, said.Count):F3}, figurative {said.Count(row => row.Is("kind", "figurative"))}");
    }

    private static void Print(FormattableString text) => Console.WriteLine("  " + text.ToString(CultureInfo.InvariantCulture));

    private static double Alarms(List<Scored> chat, string set)
    {
        var of = chat.Where(row => row.Is("set", set)).ToList();
        return of.Count(row => row.Reading.RequestScore >= 0.5) / (double)of.Count;
    }

    private static double AtOnePercent(List<Scored> requests, IEnumerable<Scored> others)
    {
        var scores = others.Select(row => row.Reading.RequestScore).OrderDescending().ToList();
        var edge = scores[(int)(scores.Count * 0.01)];
        return requests.Count(row => row.Reading.RequestScore > edge) / (double)requests.Count;
    }

    private static double MacroF1(List<Scored> requests) => requests.GroupBy(row => row.Row.GetProperty("category").GetString()).Average(group =>
    {
        var right = group.Count(row => row.Reading.Field == group.Key);
        return 2.0 * right / (group.Count() + requests.Count(row => row.Reading.Field == group.Key));
    });

    private static double ItemAccuracy(List<Scored> requests)
    {
        var fit = requests.Where(row => !row.Is("item", "其他")).ToList();
        return fit.Count(row => row.Is("item", row.Reading.Item) || row.Row.TryGetProperty("item_ok", out var more)
            && more.EnumerateArray().Any(item => item.GetString() == row.Reading.Item)) / (double)fit.Count;
    }

    private static IEnumerable<JsonElement> Rows(string file) => File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement);

    private static MessageToRead Message(JsonElement row)
    {
        var role = row.TryGetProperty("role", out var named) ? named.GetString() : null;
        var known = role switch { "gridworker" => SenderRole.Gridworker, "leader" or "center" => SenderRole.Leader, "station" => SenderRole.Station, "volunteer" => SenderRole.Volunteer, _ => SenderRole.Resident };
        return new MessageToRead(row.GetProperty("text").GetString()!, known);
    }

    private static double Hash(int index) => (uint)(index * 2654435761) / (double)uint.MaxValue;

    private static TrainingOptions Options(string[] args) => Set(new TrainingOptions(), args);

    private static T Set<T>(T options, string[] args)
    {
        foreach (var arg in args)
        {
            var parts = arg.Split('=');
            if (parts.Length != 2 || typeof(T).GetProperty(parts[0]) is not { } property) continue;
            property.SetValue(options, Convert.ChangeType(parts[1], property.PropertyType, CultureInfo.InvariantCulture));
        }
        return options;
    }
}
