using ChatGrid.Understanding.Model;

namespace ChatGrid.Understanding;

/// <summary>Makes the model of a reader out of training lines.</summary>
public sealed class ReaderTraining(Grammar grammar, HeadLayout layout, TrainingOptions options)
{
    private readonly Workspace _work = new(grammar.Lexicon);

    public LinearModel Learn(IReadOnlyList<TrainingLine> lines)
    {
        var encoded = new List<(ulong[] Keys, int Ngrams)>(lines.Count);
        foreach (var line in lines)
        {
            grammar.Analyse(new MessageToRead(line.Text, line.Role), QuotedHead.Length(line.Text), _work);
            encoded.Add((_work.Encoding.Keys.ToArray(), _work.Encoding.NgramCount));
        }
        var table = Table(encoded);
        var examples = new List<Example>(lines.Count);
        for (var i = 0; i < lines.Count; i++) examples.Add(ExampleOf(lines[i], encoded[i].Keys, encoded[i].Ngrams, table));
        return new ModelTraining(layout, table, options).Learn(examples);
    }

    /// <summary>The features of the message in the workspace: n-grams of length 1 together, word lists and form beside them.</summary>
    public static void Features(Workspace work, FeatureTable table, TrainingOptions options) =>
        Features(work.Encoding.Keys, work.Encoding.NgramCount, work.Features, table, options);

    private static void Features(ReadOnlySpan<ulong> keys, int ngrams, MessageFeatures features, FeatureTable table,
        TrainingOptions options)
    {
        features.Begin(table.Count);
        var unknown = 0;
        for (var i = 0; i < ngrams; i++)
        {
            if (!Add(features, table, keys[i])) unknown++;
        }
        features.Normalize(0, 1, unknown * options.Unknown * options.Unknown);
        var first = features.Count;
        for (var i = ngrams; i < keys.Length; i++) Add(features, table, keys[i]);
        features.Normalize(first, options.Lists);
    }

    private static bool Add(MessageFeatures features, FeatureTable table, ulong key)
    {
        var index = table.Find(key, out var rarity);
        if (index >= 0) features.Add(index, rarity);
        return index >= 0;
    }

    private FeatureTable Table(List<(ulong[] Keys, int Ngrams)> encoded)
    {
        var counts = new Dictionary<ulong, int>(200_000);
        var seen = new HashSet<ulong>();
        foreach (var (keys, _) in encoded)
        {
            seen.Clear();
            foreach (var key in keys)
            {
                if (!seen.Add(key)) continue;
                System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _)++;
            }
        }
        var kept = counts.Where(pair => pair.Value >= Least(pair.Key)).Select(pair => pair.Key).Order().ToArray();
        var rarity = Array.ConvertAll(kept, key => MathF.Log((encoded.Count + 1f) / (counts[key] + 1f)) + 1);
        return new FeatureTable(kept, rarity);
    }

    private int Least(ulong key) => key < 1UL << 16 ? 1 : key < 1UL << 32 ? options.LeastPairs : options.LeastLines;

    private Example ExampleOf(TrainingLine line, ulong[] keys, int ngrams, FeatureTable table)
    {
        Features(keys, ngrams, _work.Features, table, options);
        var example = new Example(_work.Features.Indexes.ToArray(), _work.Features.Values.ToArray());
        var field = line.Field is { } name ? HeadLayout.Field(name) : -1;
        var item = line.Item is { } itemName ? layout.Item(itemName) : -1;
        if (line.Kind is not { } kind) return example with { Field = field, Item = item };
        return example with
        {
            Request = line.IsRequest ? 1 : 0,
            Emergency = line.IsRequest ? line.Urgency == Urgency.Emergency ? 1 : 0 : -1,
            Soon = line.Urgency >= Urgency.Soon ? 1 : 0,
            Kind = (int)kind,
            Field = line.IsRequest && kind != MessageKind.Emergency ? field : -1,
            Item = line.IsRequest ? item : -1
        };
    }
}
