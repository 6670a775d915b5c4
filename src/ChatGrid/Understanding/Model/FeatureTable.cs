namespace ChatGrid.Understanding.Model;

/// <summary>The n-grams that training kept, by their exact key: open addressing, made once and only read after.</summary>
public sealed class FeatureTable
{
    private readonly ulong[] _keys;
    private readonly int[] _indexes;
    private readonly int _shift;
    private readonly float[] _rarity;

    /// <param name="keys">Key of each feature, in the order of its index; no key is 0.</param>
    /// <param name="rarity">How much each feature weighs (inverse document frequency).</param>
    public FeatureTable(IReadOnlyList<ulong> keys, float[] rarity)
    {
        var bits = 10;
        while (1 << bits < keys.Count * 2) bits++;
        _keys = new ulong[1 << bits];
        _indexes = new int[1 << bits];
        _shift = 64 - bits;
        _rarity = rarity;
        for (var i = 0; i < keys.Count; i++)
        {
            var slot = Slot(keys[i]);
            _keys[slot] = keys[i];
            _indexes[slot] = i;
        }
        Keys = keys;
    }

    public IReadOnlyList<ulong> Keys { get; }

    public int Count => _rarity.Length;

    public float Rarity(int index) => _rarity[index];

    /// <summary>The feature's index, or -1 when training did not keep it.</summary>
    public int Find(ulong key)
    {
        var slot = Slot(key);
        return _keys[slot] == key ? _indexes[slot] : -1;
    }

    private int Slot(ulong key)
    {
        var slot = (int)(key * 0x9E3779B97F4A7C15UL >> _shift);
        while (_keys[slot] != 0 && _keys[slot] != key) slot = slot + 1 & _keys.Length - 1;
        return slot;
    }
}
