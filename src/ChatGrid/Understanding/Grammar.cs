using ChatGrid.Understanding.Model;
using ChatGrid.Understanding.Rules;
using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding;

/// <summary>Everything about reading that is written in files and not learned: folding, word lists, patterns, spans.</summary>
public sealed class Grammar
{
    private readonly CharacterFold _fold;
    private readonly Homophones _homophones;
    private readonly EmergencyRules _emergencies;
    private readonly FormatGate _formats;
    private readonly SpanFinding _spans;
    private readonly int _corrections;
    private readonly int _asking;

    public Grammar(string folder, Vocabulary vocabulary, List<LoadProblem> problems)
    {
        _fold = CharacterFold.Load(DataFile.Read(folder, "variants.txt", problems), problems);
        Lexicon = new Lexicon();
        _homophones = new Homophones(DataFile.Read(folder, "homophones.txt", problems), Fold, problems);
        foreach (var line in DataFile.Read(folder, "words.txt", problems)) AddWords(line, problems);
        _emergencies = new EmergencyRules(DataFile.Read(folder, "emergency.txt", problems), Lexicon, Fold, problems);
        _formats = new FormatGate(DataFile.Read(folder, "formats.txt", problems), Lexicon, Fold, problems);
        _spans = SpanFinding.Load(folder, vocabulary, Fold, problems);
        _corrections = Lexicon.List("更正");
        _asking = Lexicon.List("求助");
    }

    public Lexicon Lexicon { get; }

    /// <summary>The folded form of a word of a file.</summary>
    public string Fold(string word)
    {
        var folded = new FoldedText();
        folded.Fill(word, 0, _fold);
        return folded.Characters.ToString();
    }

    /// <summary>Fills the workspace with what the rules know of the message from character <paramref name="from"/> on.</summary>
    public void Analyse(MessageToRead message, int from, Workspace work)
    {
        work.Text.Fill(message.Text, from, _fold);
        _homophones.Replace(work.Text.Writable);
        var text = work.Text.Characters;
        Lexicon.Find(text, work.Hits);
        _spans.Find(text, message.Now, work);
        work.Format = _formats.Find(text, work.Hits, work.Matches);
        work.Emergency = _emergencies.Find(text, work.Hits, work.Matches);
        work.Corrects = work.Hits.Exists(hit => Lexicon.IsIn(hit.Word, _corrections));
        var form = OutwardForm.Of(text, message.Role, work) | (TouchesMatter(work.Hits) ? MessageForm.Matter : MessageForm.None);
        if ((form & (MessageForm.Matter | MessageForm.Place)) == 0 && (form & MessageForm.Question) != 0) form |= MessageForm.AskWithoutMatter;
        work.Encoding.Encode(text, work.Hits, form);
    }

    /// <summary>Whether a word of the lists that stand for matters (all before 求助) is in the text.</summary>
    private bool TouchesMatter(List<Hit> hits)
    {
        foreach (var hit in hits)
        {
            foreach (var list in Lexicon.Lists(hit.Word))
            {
                if (list < _asking) return true;
            }
        }
        return false;
    }

    private void AddWords(DataLine line, List<LoadProblem> problems)
    {
        if (line.Section.Count == 0)
        {
            problems.Add(new LoadProblem(line.File, line.Number, "words before the first [section]"));
            return;
        }
        var list = Lexicon.List(line.Section[0]);
        if (line.Section.Count > 1 && line.Section[1].StartsWith("item=", StringComparison.Ordinal)) Lexicon.PointTo(list, line.Section[1][5..]);
        foreach (var word in line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)) Lexicon.Add(Fold(word), list);
    }
}
