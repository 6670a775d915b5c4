using ChatGrid.Conversations;
using ChatGrid.Grids;
using ChatGrid.Understanding;

namespace ChatGrid.Tickets;

/// <summary>Registers the ticket's operations, dialogs, commands and clock.</summary>
public static class TicketsSetup
{
    public static IServiceCollection AddTickets(this IServiceCollection services) => services
        .AddSingleton<TicketClock>().AddSingleton<TicketStore>().AddSingleton<TicketEventStore>().AddSingleton<TicketBook>()
        .AddSingleton<UnsureStore>().AddSingleton<CorrectionStore>().AddSingleton<DailyRunStore>().AddSingleton<DigestStores>()
        .AddSingleton<OfferTicket>().AddSingleton<OpenTicket>().AddSingleton<ClaimTicket>().AddSingleton<GiveBackTicket>()
        .AddSingleton<FinishTicket>().AddSingleton<ConfirmTicket>().AddSingleton<WithdrawTicket>().AddSingleton<LeaveTicket>().AddSingleton<JoinTicket>()
        .AddSingleton<AmendTicket>().AddSingleton<EscalateTicket>().AddSingleton<TicketAlarms>().AddSingleton<TicketPicker>()
        .AddSingleton<TicketLearning>()
        .AddSingleton<ReportDialog>().AddSingleton<Dialog>(s => s.GetRequiredService<ReportDialog>())
        .AddSingleton<ITurnStep, RecallStep>().AddSingleton<ITurnStep, DecisionStep>().AddSingleton<ITurnStep, ProxyCommands>()
        .AddSingleton<ITurnStep, InterruptionStep>().AddSingleton<ITurnStep, WorkerCommands>().AddSingleton<ITurnStep, StationCommands>()
        .AddSingleton<ITurnStep, RequesterCommands>().AddSingleton<ITurnStep, EverybodyCommands>().AddSingleton<ITurnStep, NeighbourAnswerStep>()
        .AddSingleton<ITurnStep, AddToTicketStep>().AddSingleton<ITurnStep, MeTooStep>().AddSingleton<ITurnStep, ReportStep>()
        .AddSingleton<ITurnStep, UnsureStep>().AddSingleton<ITurnStep, ClaimerWordStep>().AddSingleton<ITurnStep, PrivateHintStep>()
        .AddSingleton<IDueWork, DueTickets>().AddSingleton<IDueWork, MorningDigest>()
        .AddSingleton(new BreathRule(MustWait));

    // What is complete, an answer, or an emergency never waits; what lacks its place, is uncertain, or is only a place or a photo does.
    private static bool MustWait(Turn turn)
    {
        var reading = turn.Reading;
        if (reading.IsEmergency || turn.State.State.Top is not null || turn.Inbound.Quote is not null) return false;
        if (turn.States.Any(s => s.State.QuestionIsLastLine) && reading.Place is not null && !reading.IsRequest) return false;
        if (turn.State.State.Breath.Count > 0 && !reading.IsRequest) return true;
        if (turn.Inbound.Media.Count > 0 && turn.Inbound.Text.Length == 0) return true;
        if (reading.Band == Band.Unsure || reading.OnlyPlace) return true;
        return reading.IsRequest && turn.Grid is not null && DraftNeeds.First(turn.Town, ReportStep.Drafted(turn)) == MustKnow.Place;
    }
}
