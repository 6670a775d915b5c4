using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ChatGrid.Understanding.Model;

/// <summary>One row of weights for each feature, a byte each and a factor for the row; all questions are answered by adding rows.</summary>
public sealed class LinearModel(HeadLayout layout, FeatureTable features, sbyte[] weights, float[] factors, float[] bias)
{
    private const int Step = 16;

    public HeadLayout Layout { get; } = layout;

    public FeatureTable Features { get; } = features;

    public sbyte[] Weights { get; } = weights;

    public float[] Factors { get; } = factors;

    public float[] Bias { get; } = bias;

    /// <summary>Rounds learned weights: the largest of each row is 127.</summary>
    public static LinearModel Round(HeadLayout layout, FeatureTable features, float[] weights, float[] bias)
    {
        var rounded = new sbyte[weights.Length];
        var factors = new float[features.Count];
        for (var feature = 0; feature < features.Count; feature++)
        {
            var row = weights.AsSpan(feature * layout.Width, layout.Width);
            var most = 1e-9f;
            foreach (var weight in row) most = MathF.Max(most, MathF.Abs(weight));
            factors[feature] = most / 127;
            for (var i = 0; i < row.Length; i++) rounded[feature * layout.Width + i] = (sbyte)MathF.Round(row[i] * 127 / most);
        }
        return new LinearModel(layout, features, rounded, factors, bias);
    }

    public void Score(MessageFeatures message, Span<float> scores)
    {
        var width = Layout.Width;
        Bias.AsSpan(0, width).CopyTo(scores);
        ref var sum = ref MemoryMarshal.GetReference(scores);
        var indexes = message.Indexes;
        var values = message.Values;
        for (var i = 0; i < indexes.Length; i++)
        {
            var factor = values[i] * Factors[indexes[i]];
            var row = Weights.AsSpan(indexes[i] * width, width);
            for (var j = 0; j < width; j += Step) AddStep(ref sum, j, row, factor);
        }
    }

    private static void AddStep(ref float sum, int at, ReadOnlySpan<sbyte> row, float factor)
    {
        var (low, high) = Vector128.Widen(Vector128.Create(row.Slice(at, Step)));
        var (first, second) = Vector128.Widen(low);
        var (third, fourth) = Vector128.Widen(high);
        Add(ref sum, at, first, factor);
        Add(ref sum, at + 4, second, factor);
        Add(ref sum, at + 8, third, factor);
        Add(ref sum, at + 12, fourth, factor);
    }

    private static void Add(ref float sum, int at, Vector128<int> weights, float factor)
    {
        var here = Vector128.LoadUnsafe(ref sum, (nuint)at);
        Vector128.StoreUnsafe(here + Vector128.ConvertToSingle(weights) * factor, ref sum, (nuint)at);
    }

    /// <summary>How much a feature speaks for the yes of a question.</summary>
    public float Weight(int feature, int head) => Weights[feature * Layout.Width + head] * Factors[feature];

    public static void Softmax(Span<float> scores)
    {
        var most = float.MinValue;
        foreach (var score in scores) most = MathF.Max(most, score);
        var sum = 0f;
        for (var i = 0; i < scores.Length; i++) sum += scores[i] = MathF.Exp(scores[i] - most);
        for (var i = 0; i < scores.Length; i++) scores[i] /= sum;
    }

    public static float Sigmoid(float score) => 1 / (1 + MathF.Exp(-score));
}
