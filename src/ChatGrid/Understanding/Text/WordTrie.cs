namespace ChatGrid.Understanding.Text;

/// <summary>Many words looked for at once: the words that begin at a place of a text, found without allocating.</summary>
public sealed class WordTrie
{
    private readonly EdgeTable _edges = new();
    private readonly List<int> _values = [-1];
    private readonly bool[] _begins = new bool[char.MaxValue + 1];

    /// <summary>Enters a word (already folded); the value of a word entered twice is the first one. Answers the value it has.</summary>
    public int Add(ReadOnlySpan<char> word, int value)
    {
        if (word.IsEmpty) return -1;
        var node = 0;
        _begins[word[0]] = true;
        foreach (var character in word)
        {
            var next = _edges.Find(node, character);
            if (next < 0)
            {
                next = _values.Count;
                _values.Add(-1);
                _edges.Add(node, character, next);
            }
            node = next;
        }
        if (_values[node] < 0) _values[node] = value;
        return _values[node];
    }

    /// <summary>A walk over the words that begin at one place, shortest first.</summary>
    public Walk From(ReadOnlySpan<char> text, int start) => new(this, text, start);

    /// <summary>The longest word that begins at <paramref name="start"/>: its value, or -1, and its end.</summary>
    public int Longest(ReadOnlySpan<char> text, int start, out int end)
    {
        var best = -1;
        end = start;
        var walk = From(text, start);
        while (walk.Next())
        {
            best = walk.Value;
            end = walk.End;
        }
        return best;
    }

    /// <summary>The state of a walk.</summary>
    public ref struct Walk
    {
        private readonly WordTrie _trie;
        private readonly ReadOnlySpan<char> _text;
        private int _node;

        internal Walk(WordTrie trie, ReadOnlySpan<char> text, int start)
        {
            _trie = trie;
            _text = text;
            End = start;
            _node = start < text.Length && trie._begins[text[start]] ? 0 : -1;
        }

        public int End { get; private set; }

        public int Value { get; private set; }

        public bool Next()
        {
            while (_node >= 0 && End < _text.Length)
            {
                _node = _trie._edges.Find(_node, _text[End]);
                if (_node < 0) return false;
                End++;
                Value = _trie._values[_node];
                if (Value >= 0) return true;
            }
            _node = -1;
            return false;
        }
    }
}
