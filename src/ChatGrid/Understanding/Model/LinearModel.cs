using System.Numerics;
using System.Runtime.InteropServices;

namespace ChatGrid.Understanding.Model;

/// <summary>One row of weights for each feature; all questions are answered by adding rows.</summary>
public sealed class LinearModel(HeadLayout layout, FeatureTable features, float[] weights, float[] bias)
{
    public HeadLayout Layout { get; } = layout;

    public FeatureTable Features { get; } = features;

    public float[] Weights { get; } = weights;

    public float[] Bias { get; } = bias;

    public void Score(MessageFeatures message, Span<float> scores)
    {
        var width = Layout.Width;
        Bias.AsSpan(0, width).CopyTo(scores);
        var sum = MemoryMarshal.Cast<float, Vector<float>>(scores[..width]);
        var indexes = message.Indexes;
        var values = message.Values;
        for (var i = 0; i < indexes.Length; i++)
        {
            var row = MemoryMarshal.Cast<float, Vector<float>>(Weights.AsSpan(indexes[i] * width, width));
            var value = new Vector<float>(values[i]);
            for (var j = 0; j < row.Length; j++) sum[j] += row[j] * value;
        }
    }

    /// <summary>How much a feature speaks for a request.</summary>
    public float Weight(int feature, int head) => Weights[feature * Layout.Width + head];

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
