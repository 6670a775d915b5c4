namespace ChatGrid.Understanding.Model;

/// <summary>The n-grams that training kept, by their exact key: open addressing, made once and only read after.</summary>
public sealed class FeatureTable
{
    private readonly record struct Entry(ulong Key, int Index, float Rarity);

    private readonly Entry[] _entries;
    private readonly int _shift;

    /// <param name="keys">Key of each feature, in the order of its index; no key is 0.</param>
    /// <param name="rarity">How much each feature weighs (inverse document frequency).</param>
    public FeatureTable(IReadOnlyList<ulong> keys, float[] rarity)
    {
        var bits = 10;
        while (1 << bits < keys.Count * 1.6) bits++;
        _entries = new Entry[1 << bits];
        _shift = 64 - bits;
        for (var i = 0; i < keys.Count; i++) _entries[Slot(keys[i])] = new Entry(keys[i], i, rarity[i]);
        Keys = keys;
        Rarity = rarity;
    }

    public IReadOnlyList<ulong> Keys { get; }

    public IReadOnlyList<float> Rarity { get; }

    public int Count => Keys.Count;

    /// <summary>The feature's index, or -1 when training did not keep it, and how rare it is.</summary>
    public int Find(ulong key, out float rarity)
    {
        ref readonly var entry = ref _entries[Slot(key)];
        rarity = entry.Rarity;
        return entry.Key == key ? entry.Index : -1;
    }

    private int Slot(ulong key)
    {
        var slot = (int)(key * 0x9E3779B97F4A7C15UL >> _shift);
        while (_entries[slot].Key != 0 && _entries[slot].Key != key) slot = slot + 1 & _entries.Length - 1;
        return slot;
    }
}
