namespace ChatGrid.Understanding.Model;

/// <summary>A sentence whose reading is known. A catalogue phrase has no kind: it is the name of a matter, not a message.</summary>
public sealed record TrainingLine(string Text, MessageKind? Kind, string? Item, string? Field, Urgency Urgency = Urgency.None,
    SenderRole Role = SenderRole.Resident)
{
    public bool IsRequest => Kind <= MessageKind.Emergency;
}
