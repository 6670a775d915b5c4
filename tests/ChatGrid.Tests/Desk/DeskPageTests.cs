using ChatGrid.Desk;
using ChatGrid.Tickets;

namespace ChatGrid.Tests.Desk;

/// <summary>What the staff page calls things.</summary>
public sealed class DeskPageTests
{
    [Fact]
    public void Every_kind_of_event_has_its_name() => DeskPage.Kinds.Length.ShouldBe(Enum.GetValues<TicketEventKind>().Length);
}
