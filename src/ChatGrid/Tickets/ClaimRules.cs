using ChatGrid.Grids;

namespace ChatGrid.Tickets;

/// <summary>Whether somebody may take a ticket, and if not, why.</summary>
public enum ClaimVerdict { Yes, NotOfTheTown, NotThisItem, NotThisVillage, TooMany, NotTheirs }

/// <summary>Who may claim: the owner and the owner's stand-in, volunteers of the same village where the item admits them, the grid's own
/// workers and leader with their stand-ins, and a station that was whistled for.</summary>
public static class ClaimRules
{
    private static readonly Role[] GridRoles = [Role.Gridworker, Role.MicroGridworker, Role.GridLeader];

    /// <param name="openOrders">How many tickets the person has at the moment.</param>
    public static ClaimVerdict MayClaim(Town town, Ticket ticket, Person? person, int openOrders)
    {
        if (person is null) return ClaimVerdict.NotOfTheTown;
        if (IsWorkerFor(town, ticket, person)) return ClaimVerdict.Yes;
        if (!person.Is(Role.Volunteer)) return person.IsStaff ? ClaimVerdict.NotTheirs : ClaimVerdict.NotOfTheTown;
        if (!ticket.Emergency && !ticket.ItemOf(town).Volunteers) return ClaimVerdict.NotThisItem;
        if (town.VolunteerRing(ticket.GridOf(town)) is not { } ring || !person.Holds(Role.Volunteer, ring.Code)) return ClaimVerdict.NotThisVillage;
        return openOrders >= town.Clocks.OpenOrders ? ClaimVerdict.TooMany : ClaimVerdict.Yes;
    }

    /// <summary>True for those who may act for the ticket without being volunteers.</summary>
    public static bool IsWorkerFor(Town town, Ticket ticket, Person person)
    {
        if (ticket.OwnerId == person.Id) return true;
        if (person.Station is not null && person.Station == ticket.Station) return true;
        var grid = ticket.GridOf(town);
        if (town.StandIns(grid, Town.RoleOfTier(ticket.Tier)).Any(p => p.Id == person.Id)) return true;
        return person.Posts.Any(post => GridRoles.Contains(post.Role) && IsOfThisGrid(town, grid, post));
    }

    // A post for the grid itself, for a part of it, or one above that this grid has no holder of its own for.
    private static bool IsOfThisGrid(Town town, Grid grid, Post post) =>
        town.GridByCode(post.Grid) is { } own && (own.Code == grid.Code || town.IsWithin(own, grid.Code)
            || (town.IsWithin(grid, own.Code) && !town.People.Any(p => p.Holds(post.Role, grid.Code))));

    /// <summary>True for the staff who may speak for a requester after asking: any worker of the grid, its leader, the secretary, the centre.</summary>
    public static bool MayConfirmByProxy(Town town, Ticket ticket, Person? person) => person is not null
        && (IsWorkerFor(town, ticket, person) || person.Is(Role.Centre)
            || (person.Is(Role.Secretary) && town.Holder(ticket.GridOf(town), Role.Secretary)?.Id == person.Id));
}
