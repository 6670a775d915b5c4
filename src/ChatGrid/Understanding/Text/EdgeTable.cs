namespace ChatGrid.Understanding.Text;

/// <summary>The edges of a trie: from a node by a character to a node; open addressing, as a reading looks up hundreds of them.</summary>
public sealed class EdgeTable
{
    private ulong[] _keys = new ulong[64];
    private int[] _nodes = new int[64];
    private int _count;

    public void Add(int node, char character, int next)
    {
        if (_count * 2 >= _keys.Length) Grow();
        var slot = Slot(Key(node, character));
        _keys[slot] = Key(node, character);
        _nodes[slot] = next;
        _count++;
    }

    /// <summary>The node at the other end, or -1.</summary>
    public int Find(int node, char character)
    {
        var slot = Slot(Key(node, character));
        return _keys[slot] == 0 ? -1 : _nodes[slot];
    }

    /// <summary>No key is 0: that is an empty slot.</summary>
    private static ulong Key(int node, char character) => (ulong)(uint)node << 16 | character | 1UL << 63;

    private int Slot(ulong key)
    {
        var slot = (int)(key * 0x9E3779B97F4A7C15UL >> 32) & _keys.Length - 1;
        while (_keys[slot] != 0 && _keys[slot] != key) slot = slot + 1 & _keys.Length - 1;
        return slot;
    }

    private void Grow()
    {
        var (keys, nodes) = (_keys, _nodes);
        _keys = new ulong[keys.Length * 2];
        _nodes = new int[keys.Length * 2];
        for (var i = 0; i < keys.Length; i++)
        {
            if (keys[i] == 0) continue;
            var slot = Slot(keys[i]);
            _keys[slot] = keys[i];
            _nodes[slot] = nodes[i];
        }
    }
}
