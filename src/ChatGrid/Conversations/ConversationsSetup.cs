using ChatGrid.Grids;
using ChatGrid.Storage;

namespace ChatGrid.Conversations;

/// <summary>Registers the turn, its stores, the outbox and its sender.</summary>
public static class ConversationsSetup
{
    public static IServiceCollection AddConversations(this IServiceCollection services) => services
        .AddSingleton<InboxStore>().AddSingleton<StateStore>().AddSingleton<ContactStore>().AddSingleton<OutboxStore>()
        .AddSingleton<ChannelRegister>().AddSingleton<Speakers>().AddSingleton<Positions>().AddSingleton<OutboxHandover>().AddSingleton<Outbox>()
        .AddSingleton<SpeakingTools>().AddSingleton<SendingRates>().AddSingleton<SendClock>().AddSingleton<GroupBindings>().AddSingleton<Hearing>()
        .AddSingleton<TurnSteps>().AddSingleton<TurnRunner>().AddSingleton<OutboxSender>().AddHostedService(s => s.GetRequiredService<OutboxSender>())
        .AddSingleton<DialogStep>().AddSingleton<ITurnStep>(s => s.GetRequiredService<DialogStep>())
        .AddSingleton<DueStates>().AddSingleton<IDueWork>(s => s.GetRequiredService<DueStates>());

    /// <summary>Reads what the conversations need from the database; called once it has its schema.</summary>
    public static async Task StartConversationsAsync(this IServiceProvider services)
    {
        services.GetRequiredService<GroupBindings>().Check(services.GetRequiredService<TownBook>().Now);
        var database = services.GetRequiredService<Database>();
        var last = await database.ReadAsync(services.GetRequiredService<OutboxStore>().LastPositionAsync);
        services.GetRequiredService<Positions>().StartAfter(last ?? 0);
        await services.GetRequiredService<Speakers>().LoadAsync(database);
    }
}
