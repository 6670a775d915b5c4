namespace ChatGrid.Understanding.Model;

/// <summary>Complement naive Bayes and centroids of the items and fields, ready to be added to the rows of the regression:
/// both are sums over features, so the ensemble costs nothing at reading.</summary>
public sealed class ClassStatistics
{
    private const float Smoothing = 0.3f;
    private readonly HeadLayout _layout;
    private readonly int _features;
    private readonly float[] _sums;

    public ClassStatistics(HeadLayout layout, int features)
    {
        _layout = layout;
        _features = features;
        _sums = new float[features * layout.Width];
    }

    public void Count(IReadOnlyList<Example> examples)
    {
        foreach (var example in examples)
        {
            if (example.Field >= 0) Sum(example, HeadLayout.Fields + example.Field);
            if (example.Item >= 0) Sum(example, HeadLayout.Items + example.Item);
        }
    }

    public void AddTo(float[] weights, float[] bias, TrainingOptions options)
    {
        Parallel.Invoke(() => Add(weights, HeadLayout.Fields, HeadLayout.FieldNames.Count, options), () => Add(weights, HeadLayout.Items, _layout.ItemCount, options));
        for (var head = HeadLayout.Fields; head < HeadLayout.Items + _layout.ItemCount; head++) bias[head] *= 0.5f;
    }

    private void Sum(Example example, int head)
    {
        for (var i = 0; i < example.Indexes.Length; i++)
        {
            _sums[example.Indexes[i] * _layout.Width + head] += example.Values[i] * example.Weight;
        }
    }

    private void Add(float[] weights, int first, int count, TrainingOptions options)
    {
        var mass = new double[count];
        var squares = new double[count];
        for (var feature = 0; feature < _features; feature++)
        {
            for (var c = 0; c < count; c++)
            {
                var sum = _sums[feature * _layout.Width + first + c];
                mass[c] += sum;
                squares[c] += (double)sum * sum;
            }
        }
        var all = mass.Sum();
        for (var feature = 0; feature < _features; feature++)
        {
            AddRow(weights.AsSpan(feature * _layout.Width + first, count),
                _sums.AsSpan(feature * _layout.Width + first, count), mass, squares, all, options);
        }
    }

    private void AddRow(Span<float> row, ReadOnlySpan<float> sums, double[] mass, double[] squares, double all,
        TrainingOptions options)
    {
        double total = 0;
        foreach (var sum in sums) total += sum;
        var smooth = Smoothing * _features * 0.01;
        for (var c = 0; c < row.Length; c++)
        {
            var inside = (sums[c] + Smoothing * 0.01) / (mass[c] + smooth);
            var outside = (total - sums[c] + Smoothing * 0.01) / (all - mass[c] + smooth);
            row[c] += options.Bayes * (float)Math.Log(inside / outside) * 0.5f;
            if (squares[c] > 0) row[c] += options.Centroid * (float)(sums[c] / Math.Sqrt(squares[c]));
        }
    }
}
