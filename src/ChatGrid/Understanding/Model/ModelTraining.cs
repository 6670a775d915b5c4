using System.Numerics;
using System.Runtime.InteropServices;

namespace ChatGrid.Understanding.Model;

/// <summary>Learns a <see cref="LinearModel"/> from examples: logistic regression on all questions at once (AdaGrad, a fixed
/// order), to which complement naive Bayes and class centroids are added for item and field. Same lines, same model.</summary>
public sealed class ModelTraining(HeadLayout layout, FeatureTable features, TrainingOptions options)
{
    private readonly float[] _weights = new float[features.Count * layout.Width];
    private readonly float[] _squares = new float[features.Count * layout.Width];
    private readonly float[] _bias = new float[layout.Width];
    private readonly float[] _biasSquares = new float[layout.Width];

    private readonly float[] _rates = Rates(layout, options);

    /// <summary>Emergencies are few: their questions learn in larger steps.</summary>
    private static float[] Rates(HeadLayout layout, TrainingOptions options)
    {
        var rates = new float[layout.Width];
        Array.Fill(rates, options.Rate);
        rates[HeadLayout.Emergency] = rates[HeadLayout.Soon] = options.RareRate;
        return rates;
    }

    public LinearModel Learn(IReadOnlyList<Example> examples)
    {
        var order = new int[examples.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var random = 20260302UL;
        var gradient = new float[layout.Width];
        for (var epoch = 0; epoch < options.Epochs; epoch++)
        {
            Shuffle(order, ref random);
            foreach (var index in order) Step(examples[index], gradient);
        }
        new ClassStatistics(layout, features.Count, examples).AddTo(_weights, _bias, options);
        return LinearModel.Round(layout, features, _weights, _bias);
    }

    private static void Shuffle(int[] order, ref ulong random)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            var j = (int)(random % (ulong)(i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }
    }

    private void Step(Example example, float[] gradient)
    {
        Forward(example, gradient);
        Errors(example, gradient);
        var width = layout.Width;
        var errors = MemoryMarshal.Cast<float, Vector<float>>(gradient.AsSpan(0, width));
        var rate = MemoryMarshal.Cast<float, Vector<float>>(_rates.AsSpan());
        for (var i = 0; i < example.Indexes.Length; i++)
        {
            Update(example.Indexes[i] * width, example.Values[i], errors, rate, _weights, _squares);
        }
        Update(0, 0.2f, errors, rate, _bias, _biasSquares);
    }

    private static void Update(int at, float value, ReadOnlySpan<Vector<float>> errors, ReadOnlySpan<Vector<float>> rate, float[] weights,
        float[] squares)
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
        var width = layout.Width;
        _bias.AsSpan().CopyTo(scores);
        var sum = MemoryMarshal.Cast<float, Vector<float>>(scores.AsSpan(0, width));
        for (var i = 0; i < example.Indexes.Length; i++)
        {
            var row = MemoryMarshal.Cast<float, Vector<float>>(_weights.AsSpan(example.Indexes[i] * width, width));
            var value = new Vector<float>(example.Values[i]);
            for (var j = 0; j < row.Length; j++) sum[j] += row[j] * value;
        }
    }

    /// <summary>Turns scores into what was wrong with them; a question that the example does not answer has no error.</summary>
    private void Errors(Example example, float[] scores)
    {
        Binary(scores, HeadLayout.Request, example.Request);
        Binary(scores, HeadLayout.Emergency, example.Emergency);
        Binary(scores, HeadLayout.Soon, example.Soon);
        Several(scores.AsSpan(HeadLayout.Kinds, HeadLayout.KindCount), example.Kind);
        Several(scores.AsSpan(HeadLayout.Fields, HeadLayout.FieldNames.Count), example.Field);
        Several(scores.AsSpan(HeadLayout.Items, layout.ItemCount), example.Item);
        scores.AsSpan(HeadLayout.Items + layout.ItemCount).Clear();
        if (example.Weight == 1) return;
        for (var i = 0; i < scores.Length; i++) scores[i] *= example.Weight;
    }

    private static void Binary(float[] scores, int head, int answer) =>
        scores[head] = answer < 0 ? 0 : LinearModel.Sigmoid(scores[head]) - answer;

    private static void Several(Span<float> scores, int answer)
    {
        if (answer < 0)
        {
            scores.Clear();
            return;
        }
        LinearModel.Softmax(scores);
        scores[answer] -= 1;
    }
}
