using System.Runtime.InteropServices;
using ChatGrid.Understanding.Model;

namespace ChatGrid.Understanding;

/// <summary>Makes the model of a reader out of training lines.</summary>
public sealed class ReaderTraining(Grammar grammar, HeadLayout layout, TrainingOptions options)
{
    private readonly record struct Encoded(ulong[] Keys, int Ngrams);

    public LinearModel Learn(IReadOnlyList<TrainingLine> lines)
    {
        var encoded = new Encoded[lines.Count];
        Spread(lines.Count, (from, to) => Encode(lines, encoded, from, to));
        var table = Table(encoded);
        var examples = new Example[lines.Count];
        Spread(lines.Count, (from, to) =>
        {
            var features = new MessageFeatures();
            for (var i = from; i < to; i++) examples[i] = ExampleOf(lines[i], encoded[i], table, features);
        });
        return new ModelTraining(layout, table, options).Learn(examples);
    }

    /// <summary>Halves the work where there are two cores; each line is worked on alone, so the result is the same.</summary>
    private static void Spread(int count, Action<int, int> work) => Parallel.Invoke(() => work(0, count / 2), () => work(count / 2, count));

    private void Encode(IReadOnlyList<TrainingLine> lines, Encoded[] encoded, int from, int to)
    {
        var work = new Workspace(grammar.Lexicon);
        for (var i = from; i < to; i++)
        {
            grammar.Analyse(new MessageToRead(lines[i].Text, lines[i].Role), QuotedHead.Length(lines[i].Text), work);
            encoded[i] = new(work.Encoding.Keys.ToArray(), work.Encoding.NgramCount);
        }
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

    private FeatureTable Table(Encoded[] encoded)
    {
        var counts = new Dictionary<ulong, int>(400_000);
        var seen = new Dictionary<ulong, int>(400_000);
        for (var line = 0; line < encoded.Length; line++)
        {
            foreach (var key in encoded[line].Keys)
            {
                ref var last = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, key, out _);
                if (last == line + 1) continue;
                last = line + 1;
                CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _)++;
            }
        }
        var kept = counts.Where(pair => pair.Value >= Least(pair.Key)).Select(pair => pair.Key).Order().ToArray();
        var rarity = Array.ConvertAll(kept, key => MathF.Log((encoded.Length + 1f) / (counts[key] + 1f)) + 1);
        return new FeatureTable(kept, rarity);
    }

    private int Least(ulong key) => key < 1UL << 16 ? 1 : key < 1UL << 32 ? options.LeastPairs : options.LeastLines;

    private Example ExampleOf(TrainingLine line, Encoded encoded, FeatureTable table, MessageFeatures features)
    {
        Features(encoded.Keys, encoded.Ngrams, features, table, options);
        var example = new Example(features.Indexes.ToArray(), features.Values.ToArray());
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
