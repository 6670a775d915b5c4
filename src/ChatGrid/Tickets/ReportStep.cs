using ChatGrid.Conversations;
using ChatGrid.Grids;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>A request that was heard: joins the open ticket of the same matter, or begins a draft.</summary>
public sealed class ReportStep(ReportDialog dialog, JoinTicket join, TicketStore tickets) : ITurnStep
{
    private static readonly TimeSpan SameEmergency = TimeSpan.FromMinutes(30);

    public int Order => 500;

    /// <summary>A group's line is a request when the reading is sure; who speaks to the bot itself may be less clear.</summary>
    public static bool IsRequest(Turn turn) =>
        turn.Reading.IsRequest || (turn.Addressed && turn.Reading is { Band: Band.Unsure, Item: not null });

    public async Task<bool> TryAsync(Turn turn)
    {
        if (turn.Inbound.Kind != InboundKind.Message || !IsRequest(turn)) return false;
        if (turn.Grid is null)
        {
            if (!turn.InGroup) await turn.ReplyAsync(turn.Text("which-grid"));
            return !turn.InGroup;
        }
        var draft = Drafted(turn);
        if (draft.Emergency && await SameEmergencyAsync(turn, draft) is { } same) await join.RunAsync(turn, same);
        else await dialog.GoOnAsync(turn, draft);
        return true;
    }

    /// <summary>A clear request for something else than what is being asked about: no answer, whatever places it names.</summary>
    public static bool IsAnotherMatter(Reading reading, string item) =>
        reading is { IsRequest: true, OnlyPlace: false, Margin: >= 0.3 } && reading.Item != item;

    /// <summary>The draft that a message makes, the speaker being the requester.</summary>
    public static Draft Drafted(Turn turn)
    {
        var reading = turn.Reading;
        var known = turn.Speaker.Known;
        var item = reading.Item ?? (reading.IsEmergency ? Item.HazardName : Item.OtherName);
        var wantsTime = turn.Town.ItemByName(item)?.MustKnow.Contains(MustKnow.When) ?? false;
        return new()
        {
            Item = item,
            RunnerUp = reading.Margin < 0.15 && reading.RunnerUp != item ? reading.RunnerUp : null,
            Emergency = reading.IsEmergency,
            Services = reading.Services,
            Place = AtHome(reading.Place is null ? null : turn.Town.WithoutUpperNames(reading.Place), known?.Home),
            TimeWanted = wantsTime ? reading.Time : null,
            Phone = reading.Phone,
            ForWhom = turn.Town.ItemByName(item)?.Private == true && turn.InGroup ? null : DraftNeeds.WhoIn(reading, turn.Inbound.Text, turn.Speaker.Name),
            Text = turn.Inbound.Text.Trim(),
            SourceKey = turn.Inbound.MessageKey,
            MoreKeys = turn.Inbound.MoreKeys,
            Conversation = turn.Conversation.ToString(),
            Grid = turn.Grid!.Code,
            RequesterId = turn.Speaker.Id,
            RequesterName = turn.Speaker.Name,
            Media = [.. turn.Inbound.Media.Select(m => m.Url)],
        };
    }

    /// <summary>A place that was not said is the known home; one that names no building is in the home's building.</summary>
    public static string? AtHome(string? said, string? home) =>
        home is null ? said : said is null ? home : Places.IsEnough(said) ? said : Places.Join(Places.Building(home), said);

    // Many shout the same fire; where no place contradicts, it is one.
    private async Task<Ticket?> SameEmergencyAsync(Turn turn, Draft draft)
    {
        var open = await tickets.OpenOfGridAsync(turn.Session, draft.Grid);
        return open.FirstOrDefault(t => t.Emergency && t.Item == draft.Item && turn.Now - t.OpenedAt <= SameEmergency
            && (Places.Agree(t.Place, draft.Place)
                || ((t.RequesterId != turn.Speaker.Id || t.Place is null || draft.Place is null) && (!Places.IsEnough(t.Place) || !Places.IsEnough(draft.Place)))));
    }
}

/// <summary>A neighbour tells the place that the bot has just asked somebody else for; the asker stays the requester.</summary>
public sealed class NeighbourAnswerStep(ReportDialog dialog, StateStore states) : ITurnStep
{
    public int Order => 320;

    public async Task<bool> TryAsync(Turn turn)
    {
        if (turn.Inbound.Kind != InboundKind.Message || !turn.InGroup || turn.Reading.Place is null || turn.Reading.IsEmergency) return false;
        if (turn.State.State.Top is not null) return false;
        foreach (var asker in turn.States.Where(s => s.Person != turn.Speaker.Id && s.State.Top?.Dialog == ReportDialog.DialogId))
        {
            var frame = asker.State.Top!;
            var state = frame.Read<ReportState>();
            if (ReportStep.IsRequest(turn) && (turn.Reading.Margin >= 0.3 || !asker.State.QuestionIsLastLine)) continue;
            if (state.Need != MustKnow.Place || !(asker.State.QuestionIsLastLine || Quotes(turn, state)) || DraftNeeds.Answer(turn, state) is not { } answered) continue;
            await dialog.AnsweredAsync(turn, asker, frame, state, answered);
            await states.SaveAsync(turn.Session, asker);
            return true;
        }
        return false;
    }

    private static bool Quotes(Turn turn, ReportState state) => turn.Inbound.Quote is { } quote
        && (quote.Key == state.Draft.SourceKey || quote.Author == state.Draft.RequesterName || quote.Text.Contains(state.Draft.RequesterName, StringComparison.Ordinal)
            || (quote.Text.Length > 0 && state.Draft.Text.Contains(quote.Text, StringComparison.Ordinal)));
}

/// <summary>What the requester adds to the own ticket: a place or photo within two minutes, a correction at any time.</summary>
public sealed class AddToTicketStep(TicketStore tickets, AmendTicket amend) : ITurnStep
{
    public int Order => 400;

    public async Task<bool> TryAsync(Turn turn)
    {
        if (turn.Inbound.Kind != InboundKind.Message || !IsAddition(turn)) return false;
        var mine = await tickets.OfRequesterAsync(turn.Session, turn.Speaker.Id, turn.Now - TimeSpan.FromDays(30));
        var quoted = turn.Inbound.Quote?.Key is { } key ? mine.FirstOrDefault(t => t.SourceKey == key) : null;
        if ((quoted ?? mine.FirstOrDefault(t => t.IsOpen && (!turn.InGroup || t.Grid == turn.Grid?.Code))) is not { IsOpen: true } ticket) return false;
        if (turn.Reading is { Corrects: true, Place: { } right })
        {
            await amend.PlaceAsync(turn, ticket, right, replaces: true);
            return true;
        }
        var fresh = turn.Now - ticket.OpenedAt <= turn.Town.Clocks.JoinsOwnTicket || quoted is not null;
        return fresh && !ReportStep.IsRequest(turn) && await AddAsync(turn, ticket);
    }

    private async Task<bool> AddAsync(Turn turn, Ticket ticket)
    {
        if (turn.Inbound.Media.Count > 0) await amend.PhotosAsync(turn, ticket);
        else if (turn.Reading.Place is { } place && (turn.Reading.OnlyPlace || Places.IsEnough(place))) await amend.PlaceAsync(turn, ticket, place, replaces: !Places.Agree(ticket.Place, place) && Places.IsEnough(place));
        else if (turn.Reading.Phone is { } phone) await amend.PhoneAsync(turn, ticket, phone);
        else return false;
        return true;
    }

    private static bool IsAddition(Turn turn) =>
        turn.Reading.Corrects || turn.Inbound.Media.Count > 0 || turn.Reading.Place is not null || turn.Reading.Phone is not null;
}
