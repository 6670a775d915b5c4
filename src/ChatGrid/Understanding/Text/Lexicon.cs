namespace ChatGrid.Understanding.Text;

/// <summary>A word of the lexicon found in a text, in folded offsets.</summary>
public readonly record struct Hit(int Word, int Start, int End);

/// <summary>Every word that the word lists and rules name, found in one pass; a word may belong to several lists.</summary>
public sealed class Lexicon
{
    private readonly WordTrie _trie = new();
    private readonly List<string> _words = [];
    private readonly List<List<int>> _lists = [];
    private readonly Dictionary<string, int> _listNumbers = [];
    private readonly List<string> _listNames = [];
    private readonly Dictionary<int, string> _items = [];

    public int ListCount => _listNames.Count;

    public string Word(int word) => _words[word];

    public string ListName(int list) => _listNames[list];

    /// <summary>The lists a word belongs to.</summary>
    public IReadOnlyList<int> Lists(int word) => _lists[word];

    /// <summary>The item that the words of a list point to, or null.</summary>
    public string? ItemOf(int list) => _items.GetValueOrDefault(list);

    /// <summary>Lets the words of a list point to an item.</summary>
    public void PointTo(int list, string item) => _items[list] = item;

    /// <summary>The number of a list, made when it is new.</summary>
    public int List(string name)
    {
        if (_listNumbers.TryGetValue(name, out var number)) return number;
        _listNames.Add(name);
        return _listNumbers[name] = _listNames.Count - 1;
    }

    /// <summary>Enters a folded word, and into a list when <paramref name="list"/> is not negative.</summary>
    public int Add(string word, int list = -1)
    {
        var number = _trie.Add(word, _words.Count);
        if (number == _words.Count)
        {
            _words.Add(word);
            _lists.Add([]);
        }
        if (number >= 0 && list >= 0 && !_lists[number].Contains(list)) _lists[number].Add(list);
        return number;
    }

    public bool IsIn(int word, int list)
    {
        foreach (var each in _lists[word])
        {
            if (each == list) return true;
        }
        return false;
    }

    /// <summary>All words of the text, in the order of their beginnings, shorter ones first.</summary>
    public void Find(ReadOnlySpan<char> text, List<Hit> hits)
    {
        hits.Clear();
        for (var i = 0; i < text.Length; i++)
        {
            var walk = _trie.From(text, i);
            while (walk.Next()) hits.Add(new Hit(walk.Value, i, walk.End));
        }
    }
}
