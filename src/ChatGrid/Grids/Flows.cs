namespace ChatGrid.Grids;

/// <summary>What counts as the answer to a question: 地点, 时间, 人, 一段话.</summary>
public enum AnswerKind { Place, Time, Person, Story }

/// <summary>A question that a flow asks.</summary>
/// <param name="Need">What it finds out.</param>
/// <param name="Question">Key of its wording; asked again it is the key with <see cref="Flows.Again"/>.</param>
/// <param name="Suggestions">Keys of the wording of the quick answers under it.</param>
/// <param name="SuggestsPlaces">The quick answers are the buildings and groups of the grid.</param>
public sealed record FlowQuestion(MustKnow Need, string Question, AnswerKind Answer, IReadOnlyList<string> Suggestions, bool SuggestsPlaces);

/// <summary>What is asked for each item before a draft becomes a ticket, as read from <c>dialogs/items/flows.yaml</c>.</summary>
public sealed class Flows(IReadOnlyDictionary<string, IReadOnlyList<FlowQuestion>> byItem, IReadOnlyList<FlowQuestion> questions)
{
    /// <summary>Ends the key of a question that is asked for the second time.</summary>
    public const string Again = "-again";
    /// <summary>Ends the key of the question for the place of an emergency, which is a ticket already.</summary>
    public const string Urgent = "-emergency";

    /// <summary>The questions of an item in their order; none for an item without a flow.</summary>
    public IReadOnlyList<FlowQuestion> FlowOf(string item) => byItem.GetValueOrDefault(item) ?? [];

    /// <summary>What is asked for an item, in its order; one whose flow is still to be written is asked what its must-knows are.</summary>
    public IEnumerable<FlowQuestion> Asked(Item item) =>
        byItem.GetValueOrDefault(item.Name) ?? item.MustKnow.Select(need => QuestionFor(item.Name, need)).OfType<FlowQuestion>();

    /// <summary>The question for a need of an item; where its flow lacks it (an emergency's place), the first that finds it out.</summary>
    public FlowQuestion? QuestionFor(string item, MustKnow need) =>
        FlowOf(item).FirstOrDefault(q => q.Need == need) ?? questions.FirstOrDefault(q => q.Need == need);
}

/// <summary>Holds the flows as they stand now; a reload swaps them whole.</summary>
public sealed class FlowBook(Flows flows)
{
    private volatile Flows _flows = flows;

    public Flows Now => _flows;

    public void Replace(Flows flows) => _flows = flows;
}
