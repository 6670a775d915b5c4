using ChatGrid.Conversations;

namespace ChatGrid.Tickets;

/// <summary>Registers the ticket's operations, dialogs, commands and clock.</summary>
public static class TicketsSetup
{
    public static IServiceCollection AddTickets(this IServiceCollection services) => services
        .AddSingleton<TicketClock>().AddSingleton<TicketStore>().AddSingleton<TicketEventStore>().AddSingleton<TicketBook>()
        .AddSingleton<UnsureStore>().AddSingleton<CorrectionStore>().AddSingleton<DailyRunStore>().AddSingleton<DigestStores>()
        .AddSingleton<OfferTicket>().AddSingleton<OpenTicket>().AddSingleton<ClaimTicket>().AddSingleton<GiveBackTicket>()
        .AddSingleton<FinishTicket>().AddSingleton<ConfirmTicket>().AddSingleton<WithdrawTicket>().AddSingleton<JoinTicket>()
        .AddSingleton<AmendTicket>().AddSingleton<EscalateTicket>().AddSingleton<TicketAlarms>().AddSingleton<TicketPicker>()
        .AddSingleton<TicketLearning>().AddSingleton<LearningSignal>()
        .AddSingleton<DraftQuestions>().AddSingleton<AskDraft>().AddSingleton<ReportDialog>().AddSingleton<Dialog>(s => s.GetRequiredService<ReportDialog>())
        .AddSingleton<ITurnStep, UnusableStep>().AddSingleton<ITurnStep, NoSuchTicketStep>().AddSingleton<ITurnStep, RecallStep>().AddSingleton<ITurnStep, DecisionStep>().AddSingleton<ITurnStep, ProxyCommands>()
        .AddSingleton<ITurnStep, InterruptionStep>().AddSingleton<ITurnStep, WorkerCommands>().AddSingleton<ITurnStep, StationCommands>()
        .AddSingleton<ITurnStep, RequesterCommands>().AddSingleton<ITurnStep, EverybodyCommands>().AddSingleton<ITurnStep, NeighbourAnswerStep>()
        .AddSingleton<ITurnStep, AddToTicketStep>().AddSingleton<ITurnStep, MeTooStep>().AddSingleton<ITurnStep, ReportStep>()
        .AddSingleton<ITurnStep, UnsureStep>().AddSingleton<ITurnStep, IdleAnswerStep>().AddSingleton<ITurnStep, ClaimerWordStep>().AddSingleton<ITurnStep, PrivateHintStep>()
        .AddSingleton<IDueWork, DueTickets>().AddSingleton<IDueWork, MorningDigest>()
        .AddSingleton<ReportBreath>().AddSingleton(s => new BreathRule(s.GetRequiredService<ReportBreath>().MustWait));

    /// <summary>Registers the fitting of the reader to what people decide; not for rehearsals, where the reading stays as it is written.</summary>
    public static IServiceCollection AddLearning(this IServiceCollection services) => services
        .AddSingleton<LearningTime>().AddSingleton<LearningLoop>().AddHostedService(s => s.GetRequiredService<LearningLoop>());
}
