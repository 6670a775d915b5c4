using ChatGrid.Conversations;
using ChatGrid.Grids;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>Which lines wait for what the same person may add: what lacks its place, is uncertain, or is only a place or a photo. What is
/// complete, an answer or an emergency never waits.</summary>
public sealed class ReportBreath(DraftQuestions questions)
{
    public bool MustWait(Turn turn)
    {
        var reading = turn.Reading;
        if (reading.IsEmergency || turn.State.State.Top is not null || turn.Inbound.Quote is not null) return false;
        if (turn.States.Any(s => s.State.QuestionIsLastLine) && reading.Place is not null && !reading.IsRequest) return false;
        if (turn.State.State.Breath.Count > 0 && !reading.IsRequest) return true;
        if (turn.Inbound.Media.Count > 0 && turn.Inbound.Text.Length == 0) return true;
        if (reading.Band == Band.Unsure || reading.OnlyPlace) return true;
        return reading.IsRequest && turn.Grid is not null && questions.First(turn.Town, ReportStep.Drafted(turn))?.Need == MustKnow.Place;
    }
}
