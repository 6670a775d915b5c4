using ChatGrid.Conversations;
using ChatGrid.Grids;

namespace ChatGrid.Tickets;

/// <summary>What a draft is asked, in which order and with which words: as <c>dialogs/items/flows.yaml</c> says at the moment.</summary>
public sealed class DraftQuestions(FlowBook flows)
{
    private const int MostPlaces = 6;

    /// <summary>The first question of the item's flow that the draft does not answer yet; null when it is complete.</summary>
    public FlowQuestion? First(Town town, Draft draft) =>
        flows.Now.Asked(town.ItemByName(draft.Item) ?? town.Other).FirstOrDefault(question => !DraftNeeds.IsKnown(draft, question.Need));

    /// <summary>The question for the place of an emergency, which is a ticket already; null when it is known, or no flow asks for places.</summary>
    public FlowQuestion? Place(Draft draft) => DraftNeeds.IsKnown(draft, MustKnow.Place) ? null : flows.Now.QuestionFor(draft.Item, MustKnow.Place);

    /// <summary>The words of the question that is open.</summary>
    public string Text(Turn turn, ReportState state, bool again)
    {
        if (Open(state) is not { } question) return turn.Text("ask-anything", ("item", state.Draft.Item));
        var key = question.Question + (state.Ticket is null ? "" : Flows.Urgent) + (again ? Flows.Again : "");
        return turn.Text(key, ("item", state.Draft.Item), ("name", state.Draft.RequesterName));
    }

    /// <summary>The quick answers under the question that is open.</summary>
    public IReadOnlyList<string> Suggestions(Turn turn, ReportState state)
    {
        if (Open(state) is not { } question) return [];
        var places = question.SuggestsPlaces && turn.Grid is { } grid
            ? turn.Town.Grids.Where(g => g.Parent == grid.Code && g.ShortName is not null).Select(g => g.ShortName!).Take(MostPlaces) : [];
        return [.. places, .. question.Suggestions.Select(key => turn.Text(key))];
    }

    private FlowQuestion? Open(ReportState state) => flows.Now.QuestionFor(state.Draft.Item, state.Need);
}
