using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding.Model;

/// <summary>Turns a folded message with its hits and form into feature keys: the same for training and for reading.</summary>
public sealed class MessageEncoding(Lexicon lexicon)
{
    private const int MostForms = 20;
    private ulong[] _keys = new ulong[1024];
    private char[] _text = new char[512];

    /// <summary>How many of <see cref="Keys"/> are n-grams; word lists and form follow.</summary>
    public int NgramCount { get; private set; }

    public int Count { get; private set; }

    public ReadOnlySpan<ulong> Keys => _keys.AsSpan(0, Count);

    public void Encode(ReadOnlySpan<char> text, List<Hit> hits, MessageForm form)
    {
        if (text.Length > FeatureKeys.MostCharacters) text = text[..FeatureKeys.MostCharacters];
        var plain = WithoutMentions(text);
        var room = plain.Length * 3 + 8 + hits.Count * 2 + MostForms;
        if (_keys.Length < room) _keys = new ulong[room * 2];
        NgramCount = FeatureKeys.Ngrams(plain, _keys);
        Count = NgramCount;
        foreach (var hit in hits)
        {
            if (hit.Start >= FeatureKeys.MostCharacters) break;
            foreach (var list in lexicon.Lists(hit.Word)) Put(FeatureKeys.OfList(list));
        }
        for (var bit = 0; bit < MostForms; bit++)
        {
            if (((int)form >> bit & 1) == 1) Put(FeatureKeys.OfForm(bit));
        }
    }

    private void Put(ulong key)
    {
        if (Count == _keys.Length) Array.Resize(ref _keys, Count * 2);
        _keys[Count++] = key;
    }

    /// <summary>「@冯志豪 」 says to whom, not what: the name is left out, the @ stays.</summary>
    private ReadOnlySpan<char> WithoutMentions(ReadOnlySpan<char> text)
    {
        if (text.IndexOf('@') < 0) return text;
        if (_text.Length < text.Length) _text = new char[text.Length * 2];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            _text[length++] = text[i];
            if (text[i] != '@' || text[i..].StartsWith("@所有人", StringComparison.Ordinal)) continue;
            var end = i + 1;
            while (end < text.Length && end - i < 10 && text[end] is not (' ' or ',' or '\n' or ':')) end++;
            if (end < text.Length && text[end] == ' ') i = end;
        }
        return _text.AsSpan(0, length);
    }
}
