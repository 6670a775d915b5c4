using ChatGrid.Understanding.Model;
using ChatGrid.Understanding.Spans;
using ChatGrid.Understanding.Text;

namespace ChatGrid.Understanding;

/// <summary>Puts what the rules found and what the model thinks together into a reading.</summary>
public sealed class Judgement(Lexicon lexicon, LinearModel model, Tuning tuning)
{
    private const float Gate = 3;
    private static readonly string[][] NoServices = [[]];

    public Reading Of(MessageToRead message, Workspace work)
    {
        var spans = SpanChoice.Of(work);
        var scores = work.Scores.AsSpan(0, model.Layout.Width);
        var gated = IsGated(message.Role, work);
        var evidence = EmergencyEvidence(work, scores);
        var urgency = gated ? Urgency.None : UrgencyOf(work, scores, evidence);
        var score = Score(work, scores, gated, urgency, evidence, spans);
        var band = score >= 0.5 ? Band.Sure : score >= tuning.Unsure ? Band.Unsure : Band.None;
        var reading = new Reading
        {
            RequestScore = score,
            Band = band,
            Kind = KindOf(work, scores, band, urgency, gated, spans),
            Urgency = band == Band.Sure ? urgency : Urgency.None,
            EmergencyScore = LinearModel.Sigmoid(evidence),
            Services = urgency == Urgency.Emergency ? work.Emergency.Section?.Services ?? ["119"] : NoServices[0],
            Spans = spans.Spans,
            Place = spans.Place,
            OnlyPlace = spans.OnlyPlace,
            Corrects = spans.Corrects,
            Time = spans.Time,
            Times = spans.Times,
            Phone = spans.Phone,
            Person = spans.Person,
            Why = new Reasons(lexicon, model).Of(work, band)
        };
        return band == Band.None || model.Layout.ItemCount == 0 ? reading : WithItem(reading, work, scores);
    }

    private static bool IsGated(SenderRole role, Workspace work)
    {
        var points = work.Format.Points;
        if (role >= SenderRole.Gridworker && work.Format.Kind is MessageKind.Notice or MessageKind.Reply) points += 1;
        return points >= Gate;
    }

    /// <summary>The model's log odds of an emergency with what the rules' words add to them or, excused, take away.</summary>
    private float EmergencyEvidence(Workspace work, ReadOnlySpan<float> scores)
    {
        var evidence = scores[HeadLayout.Emergency] - tuning.EmergencyBar;
        var request = scores[HeadLayout.Request] + tuning.RequestShare;
        if (work.Emergency is not { Section: { } section } finding) return Math.Min(evidence, request);
        if (finding.Excused) return Math.Min(evidence, request) - tuning.ExcusedWords;
        if (section.Urgency != Urgency.Emergency) return Math.Min(evidence, request);
        return IsCry(work, scores) ? Math.Max(tuning.Cry, evidence) : Math.Min(evidence + tuning.EmergencyWords, request + tuning.RequestWords);
    }

    /// <summary>A few words and one of them an emergency's: too little for the model to score, so the words carry it alone, unless it sounds
    /// like a figure of speech, news, thanks or an advertisement.</summary>
    private bool IsCry(Workspace work, ReadOnlySpan<float> scores)
    {
        if (work.Text.Length > tuning.CryLength || work.Format.Points > 0 || work.Emergency.SomeExcused) return false;
        var kinds = scores.Slice(HeadLayout.Kinds, HeadLayout.KindCount);
        var danger = Math.Max(kinds[(int)MessageKind.Emergency], Math.Max(kinds[(int)MessageKind.Report], kinds[(int)MessageKind.Complaint]));
        ReadOnlySpan<MessageKind> others = [MessageKind.Figurative, MessageKind.News, MessageKind.Thanks, MessageKind.Ad, MessageKind.Notice];
        foreach (var other in others)
        {
            if (kinds[(int)other] > danger + tuning.CryDoubt) return false;
        }
        return true;
    }

    private Urgency UrgencyOf(Workspace work, ReadOnlySpan<float> scores, float evidence)
    {
        if (evidence >= 0) return Urgency.Emergency;
        var soon = LinearModel.Sigmoid(scores[HeadLayout.Soon]) >= tuning.SoonModel || work.Emergency is { Section: not null, Excused: false };
        return soon ? Urgency.Soon : Urgency.None;
    }

    private double Score(Workspace work, ReadOnlySpan<float> scores, bool gated, Urgency urgency, float evidence, SpanChoice spans)
    {
        var score = LinearModel.Sigmoid((scores[HeadLayout.Request] - tuning.RequestBar) * tuning.RequestSlope);
        if (gated || spans.OnlyPlace) return Math.Min(score, 0.05);
        if (urgency == Urgency.Emergency) return Math.Max(score, LinearModel.Sigmoid(evidence));
        return work.Format.Points > 0 && work.Format.Kind != MessageKind.Thanks ? score * (1 - 0.1 * work.Format.Points) : score;
    }

    private static MessageKind KindOf(Workspace work, ReadOnlySpan<float> scores, Band band, Urgency urgency, bool gated, SpanChoice spans)
    {
        if (spans.OnlyPlace) return MessageKind.Reply;
        if (gated) return work.Format.Kind;
        var requests = (int)MessageKind.Emergency;
        var kinds = scores.Slice(HeadLayout.Kinds, HeadLayout.KindCount);
        if (band == Band.None) return (MessageKind)(Most(kinds[(requests + 1)..]) + requests + 1);
        return urgency == Urgency.Emergency ? MessageKind.Emergency : (MessageKind)Most(kinds[..requests]);
    }

    private Reading WithItem(Reading reading, Workspace work, Span<float> scores)
    {
        var fields = scores.Slice(HeadLayout.Fields, HeadLayout.FieldNames.Count);
        var items = scores.Slice(HeadLayout.Items, model.Layout.ItemCount);
        AddWordsOfItems(work, items);
        foreach (ref var score in items) score /= tuning.ItemTemperature;
        LinearModel.Softmax(items);
        var best = Most(items);
        if (reading.IsEmergency && work.Emergency is { Excused: false, Section: { Item: { } named, Urgency: Urgency.Emergency } })
        {
            best = Math.Max(model.Layout.Item(named), 0);
            items[best] = 1;
        }
        var second = Second(items, best);
        var field = FieldOf(fields, items);
        return reading with
        {
            Item = model.Layout.ItemsOfTown[best].Name,
            ItemScore = items[best],
            RunnerUp = model.Layout.ItemsOfTown[second].Name,
            Margin = items[best] - items[second],
            Field = HeadLayout.FieldNames[field]
        };
    }

    /// <summary>「停电」 points to 供电故障 whatever the model makes of the rest; each item is pointed to once.</summary>
    private void AddWordsOfItems(Workspace work, Span<float> items)
    {
        Span<bool> pointed = stackalloc bool[items.Length];
        foreach (var hit in work.Hits)
        {
            foreach (var list in lexicon.Lists(hit.Word))
            {
                var item = lexicon.ItemOf(list) is { } name ? model.Layout.Item(name) : -1;
                if (item < 0 || pointed[item]) continue;
                pointed[item] = true;
                items[item] += tuning.ItemWords;
            }
        }
    }

    /// <summary>An item that belongs to one field decides it; where the item says 其他, the field's own question does.</summary>
    private int FieldOf(Span<float> fields, ReadOnlySpan<float> items)
    {
        LinearModel.Softmax(fields);
        Span<float> sum = stackalloc float[fields.Length];
        var open = 0f;
        for (var i = 0; i < items.Length; i++)
        {
            var own = HeadLayout.Field(model.Layout.ItemsOfTown[i].Field);
            if (own < 0 || own == fields.Length - 1) open += items[i];
            else sum[own] += items[i] * tuning.FieldOfItem;
        }
        open += (1 - open) * (1 - tuning.FieldOfItem);
        for (var i = 0; i < fields.Length; i++) sum[i] += fields[i] * open;
        return Most(sum);
    }

    private static int Most(ReadOnlySpan<float> scores)
    {
        var best = 0;
        for (var i = 1; i < scores.Length; i++)
        {
            if (scores[i] > scores[best]) best = i;
        }
        return best;
    }

    private static int Second(ReadOnlySpan<float> scores, int best)
    {
        var second = best == 0 && scores.Length > 1 ? 1 : 0;
        for (var i = 0; i < scores.Length; i++)
        {
            if (i != best && scores[i] > scores[second]) second = i;
        }
        return second;
    }
}
