using ChatGrid.Conversations;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>「我家也是」 and 「+1」.</summary>
public sealed class MeTooStep(JoinTicket join, ReportDialog dialog, TicketStore tickets, ReaderBook readers) : ITurnStep
{
    public int Order => 450;

    public async Task<bool> TryAsync(Turn turn)
    {
        if (!turn.Command.Is(Verb.MeToo) || !turn.InGroup || turn.Grid is null) return false;
        var item = MatterIn(turn);
        if (item is not null && turn.Reading.Place is not null) return false;
        var home = turn.Reading.Place ?? (turn.Inbound.Text.Contains('家', StringComparison.Ordinal) ? turn.Speaker.Known?.Home : null);
        if (await join.MeTooMatterAsync(turn, home, item) is { } ticket)
        {
            await join.RunAsync(turn, ticket);
            return true;
        }
        if (home is null || item is not null) return false;
        // Not the same building: the same trouble at the speaker's own home.
        var newest = (await tickets.OpenOfGridAsync(turn.Session, turn.Grid.Code)).FirstOrDefault(t => turn.Now - t.OpenedAt <= turn.Town.Clocks.MeTooWithin);
        if (newest is null) return false;
        await dialog.GoOnAsync(turn, ReportStep.Drafted(turn) with { Item = newest.Item, Place = home, ForWhom = turn.Speaker.Name });
        return true;
    }

    // 「我家也是，1号楼3单元」 tells no matter of its own, whatever a building makes the reader think of.
    private string? MatterIn(Turn turn)
    {
        var reading = turn.Reading;
        if (reading is not { IsRequest: true, Margin: >= 0.3 }) return null;
        var places = reading.Spans.Where(span => span.Kind == SpanKind.Place).OrderByDescending(span => span.Start);
        var beside = places.Aggregate(turn.Inbound.Text, (text, span) => text.Remove(span.Start, span.End - span.Start));
        return readers.Now.Read(new(beside)).IsRequest ? reading.Item : null;
    }
}
