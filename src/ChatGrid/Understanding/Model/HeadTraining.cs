using System.Numerics;
using System.Runtime.InteropServices;

namespace ChatGrid.Understanding.Model;

/// <summary>Turns the scores of a group of questions into their errors; asked with no scores it says whether the example answers any of them.</summary>
public delegate bool Answering(Example example, Span<float> scores);

/// <summary>Learns some questions that stand side by side in a row of weights, by AdaGrad in a given order.</summary>
public sealed class HeadTraining(int features, int first, int width, float[] allRates, Answering answer)
{
    private readonly float[] _weights = new float[features * width];
    private readonly float[] _squares = new float[features * width];
    private readonly float[] _bias = new float[width];
    private readonly float[] _biasSquares = new float[width];
    private readonly float[] _rates = allRates[first..(first + width)];

    public void Learn(IReadOnlyList<Example> examples, int[][] orders)
    {
        var scores = new float[width];
        foreach (var order in orders)
        {
            foreach (var index in order)
            {
                if (answer(examples[index], [])) Step(examples[index], scores);
            }
        }
    }

    public void CopyTo(float[] weights, float[] bias, int rowWidth)
    {
        for (var feature = 0; feature < features; feature++) _weights.AsSpan(feature * width, width).CopyTo(weights.AsSpan(feature * rowWidth + first));
        _bias.AsSpan().CopyTo(bias.AsSpan(first));
    }

    private void Step(Example example, float[] scores)
    {
        Forward(example, scores);
        answer(example, scores);
        var errors = MemoryMarshal.Cast<float, Vector<float>>(scores.AsSpan());
        var rate = MemoryMarshal.Cast<float, Vector<float>>(_rates.AsSpan());
        for (var i = 0; i < example.Indexes.Length; i++) Update(example.Indexes[i] * width, example.Values[i], errors, rate, _weights, _squares);
        Update(0, 0.2f, errors, rate, _bias, _biasSquares);
    }

    private static void Update(int at, float value, ReadOnlySpan<Vector<float>> errors, ReadOnlySpan<Vector<float>> rate, float[] weights, float[] squares)
    {
        var row = MemoryMarshal.Cast<float, Vector<float>>(weights.AsSpan(at, errors.Length * Vector<float>.Count));
        var past = MemoryMarshal.Cast<float, Vector<float>>(squares.AsSpan(at, errors.Length * Vector<float>.Count));
        for (var j = 0; j < errors.Length; j++)
        {
            var slope = errors[j] * value;
            past[j] += slope * slope;
            row[j] -= rate[j] * slope / Vector.SquareRoot(past[j] + new Vector<float>(1e-6f));
        }
    }

    private void Forward(Example example, float[] scores)
    {
        _bias.AsSpan().CopyTo(scores);
        var sum = MemoryMarshal.Cast<float, Vector<float>>(scores.AsSpan());
        for (var i = 0; i < example.Indexes.Length; i++)
        {
            var row = MemoryMarshal.Cast<float, Vector<float>>(_weights.AsSpan(example.Indexes[i] * width, width));
            var value = new Vector<float>(example.Values[i]);
            for (var j = 0; j < row.Length; j++) sum[j] += row[j] * value;
        }
    }
}
