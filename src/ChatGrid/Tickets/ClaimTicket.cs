using ChatGrid.Conversations;
using ChatGrid.Grids;

namespace ChatGrid.Tickets;

/// <summary>接单: exactly one gets the ticket, everybody else is told who has it.</summary>
public sealed class ClaimTicket(TicketBook book)
{
    public async Task RunAsync(Turn turn, Ticket ticket)
    {
        var person = turn.Speaker.Known;
        if (!await IsFreeAsync(turn, ticket)) return;
        var open = person is null ? 0 : (await book.Store.ClaimedByAsync(turn.Session, person.Id)).Count;
        var verdict = ClaimRules.MayClaim(turn.Town, ticket, person, open);
        if (verdict != ClaimVerdict.Yes)
        {
            await RefuseAsync(turn, ticket, verdict, open);
            return;
        }
        var claimed = await AssignAsync(turn, ticket, person!, TicketEventKind.Claimed, turn.Inbound.MessageKey);
        await turn.AnswerAsync(turn.Text("claim-won", ("number", claimed.Number), ("item", claimed.Item)), claimed.Number);
        await TellGroupAsync(turn, claimed, person!);
    }

    /// <summary>Gives the ticket to a person and sends the details privately; used by a claim, a hand-over and when the offer falls.</summary>
    public async Task<Ticket> AssignAsync(Work work, Ticket ticket, Person person, TicketEventKind kind, string? messageKey = null, Sending sending = default)
    {
        var claimed = await book.ChangeAsync(work, ticket with
        {
            State = TicketState.Claimed,
            ClaimerId = person.Id,
            ClaimedAt = work.Now,
            LastWordAt = work.Moment(ticket),
            AskedAt = null,
            OfferedAt = ticket.OfferedAt ?? work.Now,
        }, kind, person.Id, messageKey: messageKey);
        await work.TellAsync(person.Id, work.Text(kind == TicketEventKind.Fell ? "fell-to-you" : "details", ("number", claimed.Number), ("item", claimed.Item),
            ("place", work.PlaceOf(claimed)), ("due", work.Date(claimed.DueAt)), ("requester", claimed.RequesterName)),
            TicketCard.Details(work, claimed), claimed.Number, sending);
        if (claimed.Group(work.Town) is { } group && !claimed.IsPrivate(work.Town))
        {
            await work.SayAsync(new Outbound { Key = "", To = group, Card = TicketCard.Taken(work, claimed, inGroup: true), UpdatesCard = true });
        }
        foreach (var told in OpenTicket.Staff(work.Town, claimed, Role.Gridworker, Role.GridLeader).Append(claimed.OwnerId).Distinct().Where(p => p != person.Id))
            await work.RedrawAsync(told, TicketCard.Taken(work, claimed, inGroup: false));
        return claimed;
    }

    private static async Task<bool> IsFreeAsync(Turn turn, Ticket ticket)
    {
        if (ticket.State == TicketState.Offered) return true;
        if (ticket.ClaimerId == turn.Speaker.Id) await turn.AnswerAsync(turn.Text("claim-yours-already", ("number", ticket.Number)));
        else if (ticket.ClaimerId is not null && ticket.IsOpen)
            await turn.AnswerAsync(turn.Text("claim-lost", ("number", ticket.Number), ("name", turn.Town.NameOf(ticket.ClaimerId))));
        else await turn.AnswerAsync(turn.Text("ticket-not-open", ("number", ticket.Number), ("state", turn.StateName(ticket.State))));
        if (turn.Inbound.Kind == InboundKind.Action) turn.Answer = turn.Answer with { Card = TicketCard.Taken(turn, ticket, turn.InGroup) };
        return false;
    }

    private static Task RefuseAsync(Turn turn, Ticket ticket, ClaimVerdict verdict, int open)
    {
        var owner = turn.Town.NameOf(ticket.OwnerId);
        var key = verdict switch
        {
            ClaimVerdict.NotThisItem => "claim-not-this-item",
            ClaimVerdict.NotThisVillage => "claim-not-this-village",
            ClaimVerdict.TooMany => "claim-too-many",
            ClaimVerdict.NotTheirs => "claim-not-yours",
            ClaimVerdict.NotOfTheTown or ClaimVerdict.Yes or _ => "claim-not-a-volunteer",
        };
        var ring = turn.Town.VolunteerRing(ticket.GridOf(turn.Town));
        return turn.AnswerAsync(turn.Text(key, ("number", ticket.Number), ("owner", owner), ("item", ticket.Item), ("open", open),
            ("team", ring is null ? "" : turn.Town.VolunteersFor(ticket.GridOf(turn.Town)).Select(v => v.Team).FirstOrDefault()), ("village", ring?.Name ?? "")));
    }

    // One line where it was asked for; where the claim was a line in that group itself, the answer to it was the line.
    private static async Task TellGroupAsync(Turn turn, Ticket ticket, Person person)
    {
        var town = turn.Town;
        if (ticket.IsPrivate(town))
        {
            await turn.TellAsync(ticket.RequesterId, turn.Text("claimed-for-you", ("number", ticket.Number), ("name", person.Name), ("due", turn.Date(ticket.DueAt))), ticket: ticket.Number);
            return;
        }
        if (ticket.Group(town) is not { } group || (ticket.WasSpokenInGroup && turn.Inbound.Kind == InboundKind.Message && turn.Conversation == group)) return;
        await turn.SayAsync(new Outbound
        {
            Key = "",
            To = ticket.WasSpokenInGroup ? group : Address.Parse(ticket.Conversation),
            Text = turn.Text("claimed-for-you", ("number", ticket.Number), ("name", person.Name), ("due", turn.Date(ticket.DueAt))),
            Ticket = ticket.Number,
            Mentions = ticket.WasSpokenInGroup ? [new(ticket.RequesterId, ticket.RequesterName)] : [],
        });
    }
}
