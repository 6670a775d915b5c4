using ChatGrid.Conversations;

namespace ChatGrid.Grids;

/// <summary>Reads <c>dialogs/items/flows.yaml</c> and checks it against the item list and the wording.</summary>
public sealed class FlowsReading
{
    public const string Folder = "items";
    public const string File = "flows.yaml";
    private const string SubGrids = "下级网格";

    private static readonly string[] Parts = ["问题", "事项"];

    private static readonly Dictionary<string, AnswerKind> Answers = new()
    {
        ["地点"] = AnswerKind.Place,
        ["时间"] = AnswerKind.Time,
        ["人"] = AnswerKind.Person,
        ["一段话"] = AnswerKind.Story,
    };

    private readonly YamlSection _root;
    private readonly TownFacts _town;
    private readonly IReadOnlyDictionary<string, Phrase> _phrases;
    private readonly Dictionary<string, FlowQuestion> _questions = [];
    private readonly HashSet<string> _asked = [];

    private FlowsReading(YamlSection root, TownFacts town, Wording wording) => (_root, _town, _phrases) = (root, town, wording.Phrases);

    /// <summary>The flows, or null when there is any problem.</summary>
    public static (Flows? Flows, IReadOnlyList<Problem> Problems) Load(string dialogsFolder, TownFacts town, Wording wording)
    {
        var problems = new List<Problem>();
        var root = YamlFile.Read(Path.Combine(dialogsFolder, Folder), File, problems);
        var flows = new FlowsReading(root, town, wording).Read();
        return (problems.Count == 0 ? flows : null, problems);
    }

    private Flows Read()
    {
        var known = _root.Part("问题");
        var names = known.Keys();
        foreach (var name in names) ReadQuestion(known.Part(name.Value), name.Value);
        var flows = ReadFlows(_root.Part("事项"));
        foreach (var needed in Parts.Where(key => _root.IsThere && !_root.Has(key))) _root.Wrong(needed, "is missing");
        _root.Close();
        foreach (var idle in names.Where(name => !_asked.Contains(name.Value)))
            _root.File.Wrong(idle.Line, $"the question '{idle.Value}' is asked by no item");
        return new Flows(flows, [.. _questions.Values]);
    }

    private void ReadQuestion(YamlSection entry, string name)
    {
        var need = entry.Choice("弄清", TownWords.Needs);
        var answer = entry.Choice("回答", Answers);
        var key = entry.Text("问法");
        var suggestions = entry.Texts("快捷回答").Where(text => IsSuggestion(entry, text)).Select(text => text.Value).ToList();
        entry.Close();
        CheckWording(entry, key, need);
        if (need is null || answer is null || key is null) return;
        if (!Finds(answer.Value, need.Value))
            entry.Wrong("回答", $"is a dead end: an answer of this kind never tells {TownWords.NameOf(need.Value)}");
        var places = suggestions.Remove(SubGrids);
        _questions[name] = new FlowQuestion(need.Value, key, answer.Value, suggestions, places);
    }

    private void CheckWording(YamlSection entry, string? key, MustKnow? need)
    {
        if (key is null) return;
        foreach (var said in Keys(key, need).Where(said => !_phrases.ContainsKey(said)))
            entry.Wrong("问法", $"needs the wording '{said}', which no wording.yaml has");
    }

    private static IEnumerable<string> Keys(string key, MustKnow? need) => need == MustKnow.Place
        ? [key, key + Flows.Again, key + Flows.Urgent, key + Flows.Urgent + Flows.Again] : [key, key + Flows.Again];

    private bool IsSuggestion(YamlSection entry, YamlText text)
    {
        if (text.Value == SubGrids || _phrases.ContainsKey(text.Value)) return true;
        entry.File.Wrong(text.Line, $"'快捷回答' has '{text.Value}'; allowed: a key of a wording.yaml, or {SubGrids}");
        return false;
    }

    private Dictionary<string, IReadOnlyList<FlowQuestion>> ReadFlows(YamlSection part)
    {
        var flows = new Dictionary<string, IReadOnlyList<FlowQuestion>>();
        foreach (var name in part.Keys())
        {
            var item = _town.Items.FirstOrDefault(known => known.Name == name.Value);
            if (item is null) part.File.Wrong(name.Line, $"'{name.Value}' is a flow for no item: {TownLoader.ItemsFile} has none of this name");
            var asked = part.List(name.Value).Select(text => Question(part, text)).OfType<FlowQuestion>().ToList();
            if (item is not null) Compare(part, item, asked);
            flows[name.Value] = asked;
        }
        foreach (var item in _town.Items.Where(item => part.IsThere && !flows.ContainsKey(item.Name)))
            part.File.Wrong(part.Line, $"the item '{item.Name}' has no flow; write '{item.Name}: []' when nothing has to be asked");
        return flows;
    }

    private FlowQuestion? Question(YamlSection part, YamlText text)
    {
        _asked.Add(text.Value);
        if (_questions.TryGetValue(text.Value, out var question)) return question;
        if (!_root.Part("问题").Has(text.Value)) part.File.Wrong(text.Line, $"'{text.Value}' is no question under '问题'; there are {string.Join(", ", _questions.Keys)}");
        return null;
    }

    private static void Compare(YamlSection part, Item item, List<FlowQuestion> asked)
    {
        foreach (var missing in item.MustKnow.Where(need => asked.All(question => question.Need != need)))
            part.Wrong(item.Name, $"does not ask what the item needs: {TownWords.NameOf(missing)}");
        foreach (var more in asked.Where(question => !item.MustKnow.Contains(question.Need)))
            part.Wrong(item.Name, $"asks what the item does not need: {TownWords.NameOf(more.Need)}");
        foreach (var twice in asked.GroupBy(question => question.Need).Where(same => same.Count() > 1))
            part.Wrong(item.Name, $"asks twice for {TownWords.NameOf(twice.Key)}");
    }

    private static bool Finds(AnswerKind answer, MustKnow need) => (answer, need) switch
    {
        (AnswerKind.Place, MustKnow.Place) or (AnswerKind.Time, MustKnow.When) => true,
        (AnswerKind.Person, MustKnow.ForWhom) or (AnswerKind.Story, MustKnow.WhoAndWhat) => true,
        _ => false,
    };
}
