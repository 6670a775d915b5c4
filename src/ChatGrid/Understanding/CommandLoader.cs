using ChatGrid.Understanding.Text;
using YamlDotNet.RepresentationModel;

namespace ChatGrid.Understanding;

/// <summary>Reads <c>dialogs/commands/phrases.yaml</c>: Chinese names of commands, each with its phrases.</summary>
public static class CommandLoader
{
    public const string File = "commands/phrases.yaml";
    private const string FillersKey = "语气词";
    private const string WeakKey = "整句才算";
    private const string CourtesyKey = "客气话";

    private static readonly Dictionary<string, Verb> Names = new()
    {
        ["接单"] = Verb.Claim,
        ["退单"] = Verb.GiveBack,
        ["转单"] = Verb.HandOver,
        ["完成"] = Verb.Done,
        ["到了"] = Verb.Arrived,
        ["解决"] = Verb.Solved,
        ["部分解决"] = Verb.PartlySolved,
        ["未解决"] = Verb.NotSolved,
        ["满意"] = Verb.Satisfied,
        ["基本满意"] = Verb.MostlySatisfied,
        ["不满意"] = Verb.Dissatisfied,
        ["撤单"] = Verb.Withdraw,
        ["不是诉求"] = Verb.NotARequest,
        ["我家也是"] = Verb.MeToo,
        ["帮助"] = Verb.Help,
        ["我的单"] = Verb.MyTickets,
        ["待接单"] = Verb.OpenTickets,
        ["进度"] = Verb.Progress,
        ["催单"] = Verb.Hurry,
        ["叫网格员"] = Verb.CallWorker,
        ["代报"] = Verb.ProxyReport,
        ["代确认"] = Verb.ProxyConfirm,
        ["吹哨"] = Verb.Whistle,
        ["报到"] = Verb.ReportIn,
        ["反馈"] = Verb.Feedback,
        ["挂起"] = Verb.Suspend,
    };

    /// <param name="dialogsFolder">The folder <c>dialogs/</c>.</param>
    /// <param name="names">People and stations that a command may name.</param>
    /// <returns>The reader, and what is wrong in the file as <c>file:line: text</c>.</returns>
    public static (CommandReader Reader, IReadOnlyList<LoadProblem> Problems) Load(string dialogsFolder, IEnumerable<string> names)
    {
        var problems = new List<LoadProblem>();
        var phrases = new Dictionary<Verb, IReadOnlyList<string>>();
        var lists = new Dictionary<string, List<string>> { [FillersKey] = [], [WeakKey] = [], [CourtesyKey] = [] };
        foreach (var (key, list) in Sections(Path.Combine(dialogsFolder, File), problems))
        {
            var words = list.Children.Select(c => c.ToString()).Where(w => w.Length > 0).ToList();
            if (lists.TryGetValue(key.ToString(), out var plain)) plain.AddRange(words);
            else if (Names.TryGetValue(key.ToString(), out var verb)) phrases[verb] = words;
            else problems.Add(new(File, (int)key.Start.Line, $"unknown command '{key}'; known are {string.Join(", ", Names.Keys)}"));
        }
        foreach (var missing in Names.Where(n => !phrases.ContainsKey(n.Value)))
            problems.Add(new(File, 1, $"the command '{missing.Key}' has no phrases"));
        return (new CommandReader(phrases, lists[FillersKey], lists[WeakKey], lists[CourtesyKey], names), problems);
    }

    private static IEnumerable<(YamlNode Key, YamlSequenceNode List)> Sections(string path, List<LoadProblem> problems)
    {
        var yaml = new YamlStream();
        try
        {
            using var reader = new StreamReader(path);
            yaml.Load(reader);
        }
        catch (Exception e) when (e is YamlDotNet.Core.YamlException or InvalidOperationException or ArgumentException or IOException)
        {
            var line = e is YamlDotNet.Core.YamlException y ? (int)y.Start.Line : 0;
            problems.Add(new(File, line, e.Message));
            yield break;
        }
        if (yaml.Documents.Count == 0 || yaml.Documents[0].RootNode is not YamlMappingNode root) yield break;
        foreach (var (key, value) in root.Children)
        {
            if (value is YamlSequenceNode list) yield return (key, list);
            else problems.Add(new(File, (int)key.Start.Line, $"'{key}' needs a list of phrases"));
        }
    }
}
