using ChatGrid.Conversations;
using ChatGrid.Grids;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>What a draft knows, and whether a message tells what it lacks.</summary>
public static class DraftNeeds
{
    private static readonly string[] Myself = ["我", "俺", "咱", "本人", "自己", "阿拉"];
    private static readonly string[] AnyTime = ["随时", "都行", "都可以", "尽快", "现在", "马上", "越快越好", "有空", "什么时候都", "看你", "今天", "明天"];
    private const int LongestName = 12;
    private const int ShortestStory = 4;

    /// <summary>True when a draft holds this already.</summary>
    public static bool IsKnown(Draft draft, MustKnow need) => need switch
    {
        MustKnow.Place => Places.IsEnough(draft.Place),
        MustKnow.When => draft.TimeWanted is not null,
        MustKnow.ForWhom or MustKnow.WhoAndWhat => draft.ForWhom is not null,
        _ => true,
    };

    /// <summary>The draft with what the message tells, or null when it does not tell what is asked.</summary>
    public static Draft? Answer(Turn turn, ReportState state)
    {
        var draft = state.Draft;
        var text = turn.Inbound.Text.Trim();
        return state.Need switch
        {
            MustKnow.Place => PlaceIn(turn) is { } place ? Add(draft, turn) with { Place = Places.Join(draft.Place, place) } : null,
            MustKnow.When => turn.Reading.Time is { } time ? Add(draft, turn) with { TimeWanted = time }
                : AnyTime.Any(w => text.Contains(w, StringComparison.Ordinal)) ? Add(draft, turn) with { TimeWanted = text } : null,
            MustKnow.ForWhom => WhoIn(turn, text) is { } who ? Add(draft, turn) with { ForWhom = who } : null,
            MustKnow.WhoAndWhat => text.Length >= ShortestStory ? Add(draft, turn) with { ForWhom = draft.ForWhom ?? text } : null,
            _ => null,
        };
    }

    /// <summary>The place that a message names: said, or the speaker's known home for 「我家」.</summary>
    public static string? PlaceIn(Turn turn)
    {
        if (turn.Inbound.Media.FirstOrDefault(m => m.Kind == "location") is { } location) return turn.Text("place-location", ("at", location.Name));
        var said = turn.Reading.Place is null ? null : turn.Town.WithoutUpperNames(turn.Reading.Place);
        var home = turn.Speaker.Known?.Home;
        if (said is not null && Places.IsEnough(said)) return said;
        if (home is not null && turn.Inbound.Text.Contains('家', StringComparison.Ordinal)) return said is null ? home : Places.Join(Places.Building(home), said);
        return null;
    }

    /// <summary>Talk that is no answer and deserves none: another request, thanks, a greeting, a picture of a smile.</summary>
    public static bool IsAside(Turn turn, ReportState state)
    {
        if (turn.Reading.IsRequest && turn.Reading.Item != state.Draft.Item) return true;
        if (!turn.InGroup) return false;
        return turn.Reading.Kind is MessageKind.Thanks or MessageKind.Notice or MessageKind.Ad or MessageKind.News
            || !turn.Inbound.Text.Any(char.IsLetterOrDigit);
    }

    /// <summary>Whom a message is about: a named person, a relative, or the speaker.</summary>
    public static string? WhoIn(Reading reading, string text, string speaker) =>
        reading.Person ?? (Myself.Any(w => text.Contains(w, StringComparison.Ordinal)) ? speaker : null);

    private static string? WhoIn(Turn turn, string text) =>
        WhoIn(turn.Reading, text, turn.Speaker.Name) ?? (text.Length is > 1 and <= LongestName && !turn.Reading.IsRequest ? text : null);

    private static Draft Add(Draft draft, Turn turn)
    {
        var text = turn.Inbound.Text.Trim();
        return draft with
        {
            Text = text.Length == 0 || draft.Text.Contains(text, StringComparison.Ordinal) ? draft.Text : $"{draft.Text}；{text}",
            MoreKeys = turn.Speaker.Id == draft.RequesterId ? [.. draft.MoreKeys, turn.Inbound.MessageKey, .. turn.Inbound.MoreKeys] : draft.MoreKeys,
            Phone = draft.Phone ?? turn.Reading.Phone,
            TimeWanted = draft.TimeWanted ?? turn.Reading.Time,
        };
    }
}
