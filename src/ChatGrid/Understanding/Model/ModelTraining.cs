namespace ChatGrid.Understanding.Model;

/// <summary>Learns a <see cref="LinearModel"/> from examples: logistic regression on all questions (AdaGrad, a fixed order), to which
/// complement naive Bayes and class centroids are added for item and field. Same lines, same model. What every line answers (request,
/// urgency, kind) and what only requests answer (field, item) have nothing in common but the order, so they are learned side by side.</summary>
public sealed class ModelTraining(HeadLayout layout, FeatureTable features, TrainingOptions options)
{
    public LinearModel Learn(IReadOnlyList<Example> examples)
    {
        var orders = Orders(examples.Count);
        HeadTraining everybody = new(features.Count, 0, HeadLayout.Fields, Rates(), AnswerMessage);
        HeadTraining requests = new(features.Count, HeadLayout.Fields, layout.Width - HeadLayout.Fields, Rates(), AnswerRequest);
        var statistics = new ClassStatistics(layout, features.Count);
        Parallel.Invoke(() => everybody.Learn(examples, orders), () =>
        {
            statistics.Count(examples);
            requests.Learn(examples, orders);
        });
        var weights = new float[features.Count * layout.Width];
        var bias = new float[layout.Width];
        everybody.CopyTo(weights, bias, layout.Width);
        requests.CopyTo(weights, bias, layout.Width);
        statistics.AddTo(weights, bias, options);
        return LinearModel.Round(layout, features, weights, bias);
    }

    /// <summary>Emergencies are few: their questions learn in larger steps.</summary>
    private float[] Rates()
    {
        var rates = new float[layout.Width];
        Array.Fill(rates, options.Rate);
        rates[HeadLayout.Emergency] = rates[HeadLayout.Soon] = options.RareRate;
        return rates;
    }

    private int[][] Orders(int count)
    {
        var order = new int[count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        var random = 20260302UL;
        var orders = new int[options.Epochs][];
        for (var epoch = 0; epoch < orders.Length; epoch++)
        {
            Shuffle(order, ref random);
            orders[epoch] = [.. order];
        }
        return orders;
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

    /// <summary>Turns scores into what was wrong with them; a question that the example does not answer has no error.</summary>
    private static bool AnswerMessage(Example example, Span<float> scores)
    {
        if (scores.IsEmpty) return example.Kind >= 0;
        Binary(ref scores[HeadLayout.Request], example.Request);
        Binary(ref scores[HeadLayout.Emergency], example.Emergency);
        Binary(ref scores[HeadLayout.Soon], example.Soon);
        Several(scores[HeadLayout.Kinds..HeadLayout.Fields], example.Kind);
        return true;
    }

    private bool AnswerRequest(Example example, Span<float> scores)
    {
        if (scores.IsEmpty) return example.Field >= 0 || example.Item >= 0;
        var items = HeadLayout.Items - HeadLayout.Fields;
        Several(scores[..items], example.Field);
        Several(scores.Slice(items, layout.ItemCount), example.Item);
        scores[(items + layout.ItemCount)..].Clear();
        return true;
    }

    private static void Binary(ref float score, int answer) => score = answer < 0 ? 0 : LinearModel.Sigmoid(score) - answer;

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
