using ChatGrid.Conversations;
using ChatGrid.Grids;

namespace ChatGrid.Tickets;

/// <summary>What the report dialog remembers between two messages.</summary>
public sealed record ReportState
{
    public Draft Draft { get; init; } = new();
    /// <summary>What is being asked now.</summary>
    public MustKnow Need { get; init; }
    /// <summary>How often it has been asked.</summary>
    public int Asked { get; init; }
    /// <summary>An emergency is a ticket already; its place is asked after.</summary>
    public int? Ticket { get; init; }
    /// <summary>The requester's newest ticket when the draft was begun, 0 for none: tells which of draft and ticket is the newer.</summary>
    public int After { get; init; }
}

/// <summary>Asks what a draft lacks, one thing at a time, and opens the ticket; asked in vain, the gridworker takes over.</summary>
public sealed class ReportDialog(OpenTicket open, ClaimTicket claim, AmendTicket amend, JoinTicket join, TicketStore tickets, AskDraft ask) : Dialog
{
    public const string DialogId = "report";

    public override string Id => DialogId;

    /// <summary>Opens the ticket if the draft is complete, else asks for the first thing that is missing.</summary>
    public async Task GoOnAsync(Turn turn, Draft draft)
    {
        if (draft.Emergency)
        {
            await OpenEmergencyAsync(turn, draft);
            return;
        }
        if (ask.Questions.First(turn.Town, draft) is { } question)
        {
            await ask.RunAsync(turn, draft, question.Need);
            return;
        }
        if (await join.SameMatterAsync(turn, draft.Grid, draft.Item, draft.Place) is { } same && draft.ReporterId is null && draft.RequesterId == turn.Speaker.Id)
        {
            await join.RunAsync(turn, same);
            return;
        }
        var ticket = await open.RunAsync(turn, draft);
        await open.AcknowledgeAsync(turn, ticket, draft.Services);
    }

    public override async Task<bool> ContinueAsync(Turn turn, DialogFrame frame)
    {
        var state = frame.Read<ReportState>();
        // An emergency is never an answer: it goes first, the question waits.
        if (turn.Reading.IsEmergency && state.Ticket is null) return false;
        if (ReportStep.IsAnotherMatter(turn.Reading, state.Draft.Item)) return false;
        if (DraftNeeds.Answer(turn, state) is { } answered)
        {
            await AnsweredAsync(turn, turn.State, frame, state, answered);
            return true;
        }
        if (DraftNeeds.IsAside(turn, state)) return false;
        if (state.Asked < turn.Town.Clocks.AsksPerQuestion)
        {
            frame.Write(state with { Asked = state.Asked + 1 });
            turn.State.State.QuestionIsLastLine = true;
            turn.State.State.ExpiresAt = turn.Now + turn.Town.Clocks.FlowExpires;
            await ask.SayAgainAsync(turn, state);
            return true;
        }
        turn.State.State.Stack.Remove(frame);
        await TakeOverAsync(turn, state);
        return true;
    }

    /// <summary>Somebody has told what was asked: the asker, or a neighbour who knows the place.</summary>
    public async Task AnsweredAsync(Turn turn, StoredState asker, DialogFrame frame, ReportState state, Draft answered)
    {
        asker.State.Stack.Remove(frame);
        if (asker.State.Stack.Count == 0) asker.State.ExpiresAt = null;
        asker.State.QuestionIsLastLine = false;
        if (state.Ticket is { } number)
        {
            if (await tickets.ByNumberAsync(turn.Session, number) is { IsOpen: true } ticket && answered.Place is { } place) await amend.PlaceAsync(turn, ticket, place, replaces: false);
            return;
        }
        await GoOnAsync(turn, answered);
    }

    /// <summary>The gridworker takes the matter over as it is.</summary>
    public async Task TakeOverAsync(Turn turn, ReportState state)
    {
        if (state.Ticket is not null)
        {
            await turn.ReplyAsync(turn.Text("takes-over", ("name", turn.Town.OwnerFor(turn.Town.GridByCode(state.Draft.Grid)!, Tier.General).Name)));
            return;
        }
        var ticket = await open.RunAsync(turn, state.Draft);
        var worker = turn.Town.Holder(ticket.GridOf(turn.Town), Role.Gridworker) ?? turn.Town.Centre;
        await claim.AssignAsync(turn, ticket, worker, TicketEventKind.Fell);
        await turn.ReplyAsync(turn.Text("takes-over", ("name", worker.Name), ("number", ticket.Number)), ticket: ticket.Number);
    }

    public override Task ExpireAsync(Work work, StoredState stored, DialogFrame frame)
    {
        var state = frame.Read<ReportState>();
        if (state.Ticket is not null) return Task.CompletedTask;
        var to = Address.Parse(stored.Conversation);
        return work.SayAsync(new Outbound
        {
            Key = "",
            To = to,
            Text = work.Text("draft-expired", ("item", state.Draft.Item)),
            Mentions = to.IsGroup ? [new(state.Draft.RequesterId, state.Draft.RequesterName)] : [],
        }, new Sending(Unprompted: true, NotBefore: new Deadlines.QuietHours(work.Town).After(work.Now)));
    }

    public override Task RepromptAsync(Turn turn, DialogFrame frame) => ask.SayAgainAsync(turn, frame.Read<ReportState>());

    /// <summary>A worker has decided that a line was a request: the ticket is opened as it is, whatever is missing.</summary>
    public Task<Ticket> OpenAsItIsAsync(Turn turn, Draft draft) => open.RunAsync(turn, draft);

    private async Task OpenEmergencyAsync(Turn turn, Draft draft)
    {
        var ticket = await open.RunAsync(turn, draft);
        await open.AcknowledgeAsync(turn, ticket, draft.Services);
        if (ask.Questions.Place(draft) is { } question) await ask.RunAsync(turn, draft, question.Need, ticket.Number);
    }
}
