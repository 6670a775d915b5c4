using ChatGrid.Conversations;
using ChatGrid.Grids;

namespace ChatGrid.Tickets;

/// <summary>Puts a draft's question: a missing place where it was said, unless the item is private; everything else in the private chat.</summary>
public sealed class AskDraft(DraftQuestions questions, StateStore states, TicketStore tickets)
{
    private static readonly TimeSpan RequesterTickets = TimeSpan.FromDays(30);

    public DraftQuestions Questions => questions;

    /// <summary>Asks for the first time, and remembers what was asked.</summary>
    /// <param name="ticket">Number of the emergency whose place is asked after.</param>
    public async Task RunAsync(Turn turn, Draft draft, MustKnow need, int? ticket = null)
    {
        var isPrivate = turn.Town.ItemByName(draft.Item)?.Private ?? false;
        var here = !turn.InGroup || (need == MustKnow.Place && !isPrivate);
        var address = here ? turn.Conversation : turn.Tools.Speakers.PrivateAddress(turn.Speaker.Id);
        var asker = here && turn.State.Person == turn.Speaker.Id ? turn.State : await states.FindAsync(turn.Session, address.ToString(), turn.Speaker.Id);
        var newest = await tickets.LastNumberOfAsync(turn.Session, draft.RequesterId, turn.Now - RequesterTickets);
        var state = new ReportState { Draft = draft, Need = need, Asked = 1, Ticket = ticket, After = newest };
        Push(turn, asker, state, here);
        await turn.Tools.Contacts.RememberAsync(turn.Session, new() { Person = turn.Speaker.Id, Name = turn.Speaker.Name, Conversation = draft.Conversation });
        if (here)
        {
            await SayAgainAsync(turn, state, again: false);
            return;
        }
        await states.SaveAsync(turn.Session, asker);
        if (isPrivate) await turn.ReplyAsync(turn.Text("please-private"));
        await turn.SayAsync(new Outbound { Key = "", To = address, Text = questions.Text(turn, state, again: false), Suggestions = questions.Suggestions(turn, state) });
    }

    /// <summary>Puts the open question here.</summary>
    public Task SayAgainAsync(Turn turn, ReportState state, bool again = true) =>
        turn.ReplyAsync(questions.Text(turn, state, again), suggestions: questions.Suggestions(turn, state));

    private static void Push(Turn turn, StoredState asker, ReportState state, bool here)
    {
        var frame = new DialogFrame { Dialog = ReportDialog.DialogId };
        frame.Write(state);
        asker.State.Stack.Add(frame);
        asker.State.Name = turn.Speaker.Name;
        asker.State.ExpiresAt = turn.Now + turn.Town.Clocks.FlowExpires;
        asker.State.QuestionIsLastLine = here && turn.InGroup;
    }
}
