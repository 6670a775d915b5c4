using ChatGrid.Understanding.Model;
using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding;

/// <summary>The words that decided a reading, to be shown to the gridworker who may correct it.</summary>
public readonly struct Reasons(Lexicon lexicon, LinearModel model)
{
    private const int Most = 4;

    public IReadOnlyList<string> Of(Workspace work, Band band)
    {
        if (band == Band.None && work.Format.Points < 2) return [];
        var reasons = new List<string>(Most);
        if (work.Emergency is { Section: not null, Excused: false, Words: { } words }) reasons.Add(words);
        if (work.Format.Words is { } dress) reasons.Add(dress);
        if (band == Band.None) return reasons;
        AddStrongest(work, reasons);
        return reasons;
    }

    /// <summary>The n-grams of two characters and more that speak most for a request.</summary>
    private void AddStrongest(Workspace work, List<string> reasons)
    {
        var indexes = work.Features.Indexes;
        var values = work.Features.Values;
        Span<float> strength = stackalloc float[Most];
        Span<int> which = stackalloc int[Most];
        which.Fill(-1);
        for (var i = 0; i < indexes.Length; i++)
        {
            var key = model.Features.Keys[indexes[i]];
            if (!FeatureKeys.IsNgram(key) || key < 1UL << 16) continue;
            Insert(strength, which, values[i] * model.Weight(indexes[i], HeadLayout.Request), indexes[i]);
        }
        foreach (var index in which)
        {
            if (index >= 0 && reasons.Count < Most) reasons.Add(FeatureKeys.Show(model.Features.Keys[index]));
        }
        _ = lexicon;
    }

    private static void Insert(Span<float> strength, Span<int> which, float value, int index)
    {
        for (var at = 0; at < which.Length; at++)
        {
            if (value <= strength[at]) continue;
            strength[at..^1].CopyTo(strength[(at + 1)..]);
            which[at..^1].CopyTo(which[(at + 1)..]);
            strength[at] = value;
            which[at] = index;
            return;
        }
    }
}
