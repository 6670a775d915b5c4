using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ChatGrid.Understanding;

/// <summary>Finds commands in a text by the phrases of <c>dialogs/commands/phrases.yaml</c>. A phrase between … stands anywhere in a clause;
/// any other has to be the clause, but for filler words.</summary>
public sealed partial class CommandReader
{
    private const int LongestText = 200;
    private const int LongestClause = 30;
    private const int TersestText = 4;
    private readonly List<(Verb Verb, string Phrase)> _whole = [];
    private readonly List<(Verb Verb, string Phrase)> _anywhere = [];
    private readonly List<(Verb Verb, string Phrase)> _leading = [];
    private readonly string[] _fillers;
    private readonly string[] _names;
    private readonly HashSet<string> _weak;
    private readonly string[] _courtesy;

    /// <param name="phrases">For each verb its phrases: <c>退单</c> whole clause, <c>…去不了…</c> anywhere, <c>转单…</c> with something behind it.</param>
    /// <param name="fillers">Words that do not count at either end of a clause.</param>
    /// <param name="weak">Phrases that are everyday words too (好了, 算了): a command only when nothing else is said but commands and <paramref name="courtesy"/>.</param>
    /// <param name="courtesy">Beginnings of polite clauses that change nothing (谢谢, 辛苦).</param>
    /// <param name="names">Names of people and stations, for commands that name one.</param>
    public CommandReader(IReadOnlyDictionary<Verb, IReadOnlyList<string>> phrases, IEnumerable<string> fillers, IEnumerable<string> weak, IEnumerable<string> courtesy, IEnumerable<string> names)
    {
        foreach (var (verb, list) in phrases)
        {
            foreach (var phrase in list)
            {
                var kind = phrase.StartsWith('…') ? _anywhere : phrase.EndsWith('…') ? _leading : _whole;
                kind.Add((verb, Normal(phrase.Trim('…'))));
            }
        }
        _leading.Sort((a, b) => b.Phrase.Length.CompareTo(a.Phrase.Length));
        _weak = [.. weak.Select(Normal)];
        _courtesy = [.. courtesy.Select(Normal)];
        _fillers = [.. fillers.OrderByDescending(f => f.Length)];
        _names = [.. names.OrderByDescending(n => n.Length)];
    }

    public Command Read(string text)
    {
        if (text.Length is 0 or > LongestText) return Command.None;
        var plain = Normal(Mention().Replace(text, " "));
        var number = FindNumber(ref plain);
        var verbs = new List<Verb>();
        var rest = "";
        var clauses = Clause().Split(plain).Where(c => c.Length > 0).ToArray();
        var withWeak = number is not null || clauses.All(IsCommandOrCourtesy);
        var matched = 0;
        for (var i = 0; i < clauses.Length; i++)
        {
            var before = verbs.Count;
            Match(clauses[i], verbs, ref rest, i == 0, withWeak);
            if (verbs.Count > before) matched++;
        }
        if (verbs.Count == 0) return Command.None;
        if (rest.Length == 0 && clauses.Length > 1) rest = string.Join('，', clauses.Skip(1));
        return new(verbs, number, rest, FindName(text), matched == clauses.Length) { IsTerse = plain.Length <= TersestText };
    }

    private bool IsCommandOrCourtesy(string clause)
    {
        if (_courtesy.Any(c => clause.TrimStart().StartsWith(c, StringComparison.Ordinal))) return true;
        var verbs = new List<Verb>();
        var rest = "";
        Match(clause, verbs, ref rest, isFirst: true, withWeak: true);
        return verbs.Count > 0;
    }

    private void Match(string clause, List<Verb> verbs, ref string rest, bool isFirst, bool withWeak)
    {
        var forms = clause.Length > LongestClause ? [] : Forms(clause.Trim());
        foreach (var (verb, phrase) in _whole)
            if ((withWeak || !_weak.Contains(phrase)) && forms.Contains(phrase) && !verbs.Contains(verb)) verbs.Add(verb);
        if (verbs.Count > 0 && !isFirst) return;
        foreach (var (verb, phrase) in _leading)
        {
            if (!isFirst || !clause.TrimStart().StartsWith(phrase, StringComparison.Ordinal)) continue;
            if (!verbs.Contains(verb)) verbs.Add(verb);
            rest = clause.TrimStart()[phrase.Length..].Trim(' ', ':', '，', '。', '给');
            break;
        }
        foreach (var (verb, phrase) in _anywhere)
            if (clause.Contains(phrase, StringComparison.Ordinal) && !verbs.Contains(verb)) verbs.Add(verb);
    }

    // 「我接单了哈」 is 接单: fillers at both ends do not count. All forms on the way are kept, since 「通好了」 is 通好, not 通.
    private HashSet<string> Forms(string clause)
    {
        var forms = new HashSet<string> { clause };
        var open = new Queue<string>(forms);
        while (open.TryDequeue(out var form))
        {
            foreach (var filler in _fillers.Where(f => form.Length > f.Length))
            {
                if (form.StartsWith(filler, StringComparison.Ordinal) && forms.Add(form[filler.Length..].TrimStart())) open.Enqueue(form[filler.Length..].TrimStart());
                if (form.EndsWith(filler, StringComparison.Ordinal) && forms.Add(form[..^filler.Length].TrimEnd())) open.Enqueue(form[..^filler.Length].TrimEnd());
            }
        }
        return forms;
    }

    private static int? FindNumber(ref string plain)
    {
        if (Number().Match(plain) is not { Success: true } match) return null;
        var digits = match.Groups.Values.Skip(1).First(g => g.Success).Value;
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        plain = plain.Remove(match.Index, match.Length).Insert(match.Index, match.Groups[2].Success ? plain.Substring(match.Index, match.Groups[2].Index - match.Index).TrimEnd('#', ' ') + " " : " ").Trim();
        return number;
    }

    private string? FindName(string text) => _names.FirstOrDefault(n => text.Contains(n, StringComparison.Ordinal));

    private static string Normal(string text)
    {
        var normal = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            if (category is UnicodeCategory.OtherSymbol or UnicodeCategory.Surrogate or UnicodeCategory.Format or UnicodeCategory.ModifierSymbol) continue;
            normal.Append(Rune.ToLowerInvariant(rune));
        }
        return normal.ToString().Trim();
    }

    // 「12号单…」, 「接单 12」, 「进度#12」, 「单号12」.
    [GeneratedRegex(@"(?:(\d{1,7})\s*号?单(?!元))|(?:(?<=单|度|成|了|催|到|报|好|接|撤|完|给|转|达|哨|回|交|查|办)\s*(?:号|#|第)?\s*(\d{1,7})\s*号?(?![\d楼栋幢单点元室组块个人年月日#-]))|(?:^#?(\d{1,7})\s+(?=\D))")]
    private static partial Regex Number();

    [GeneratedRegex(@"[:，,。.!！?？;；~～\n\r、…]+|(?<=\D)\s+(?=\D)")]
    private static partial Regex Clause();

    [GeneratedRegex(@"@\S+")]
    private static partial Regex Mention();
}
