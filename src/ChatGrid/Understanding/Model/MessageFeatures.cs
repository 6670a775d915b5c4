namespace ChatGrid.Understanding.Model;

/// <summary>The features of one message as indexes with values; reused from message to message.</summary>
public sealed class MessageFeatures
{
    private ushort[] _seen = [];
    private ushort _message;
    private int[] _indexes = new int[256];
    private float[] _values = new float[256];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Indexes => _indexes.AsSpan(0, Count);

    public ReadOnlySpan<float> Values => _values.AsSpan(0, Count);

    /// <summary>Begins a message for a table of so many features.</summary>
    public void Begin(int features)
    {
        if (_seen.Length < features) _seen = new ushort[features];
        Count = 0;
        if (++_message != 0) return;
        Array.Clear(_seen);
        _message = 1;
    }

    /// <summary>Counts a feature once a message, however often it comes.</summary>
    public void Add(int index, float value)
    {
        if (index < 0 || _seen[index] == _message) return;
        _seen[index] = _message;
        if (Count == _indexes.Length)
        {
            Array.Resize(ref _indexes, Count * 2);
            Array.Resize(ref _values, Count * 2);
        }
        _indexes[Count] = index;
        _values[Count++] = value;
    }

    /// <summary>Brings the features from <paramref name="first"/> on, together with what the table does not know
    /// (<paramref name="others"/>, its squares), to the length <paramref name="length"/>.</summary>
    public void Normalize(int first, float length, float others = 0)
    {
        var squares = others;
        for (var i = first; i < Count; i++) squares += _values[i] * _values[i];
        if (squares <= 0) return;
        var factor = length / MathF.Sqrt(squares);
        for (var i = first; i < Count; i++) _values[i] *= factor;
    }
}
