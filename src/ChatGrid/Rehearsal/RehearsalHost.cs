using ChatGrid.Conversations;
using ChatGrid.Deadlines;
using ChatGrid.Grids;
using ChatGrid.Storage;
using ChatGrid.Tickets;
using ChatGrid.Understanding;

namespace ChatGrid.Rehearsal;

/// <summary>What all talks of a run share, because it is dear to make and never changes: the town, the reader, the wording, the flows.</summary>
public sealed record RehearsalData(Town Town, Reader Reader, CommandReader Commands, Wording Wording, Flows Flows)
{
    /// <param name="folders">Where town and dialogs are.</param>
    /// <param name="cacheFolder">Where the learned reading is kept from start to start; by default in the user's own cache.</param>
    /// <exception cref="InvalidDataException">The folders hold something that cannot be used; lint says what.</exception>
    public static RehearsalData Load(Folders folders, string? cacheFolder = null)
    {
        var (configFolder, dialogsFolder) = (folders.Config, folders.Dialogs);
        var (facts, problems) = TownLoader.Load(Path.Combine(configFolder, "town"));
        if (facts is null) throw new InvalidDataException(string.Join('\n', problems));
        var town = new Town(facts);
        var reader = ReaderLoader.Load(Path.Combine(dialogsFolder, "understanding"), town.Vocabulary(), cacheFolder ?? ModelCache.OfUser()).Reader;
        var (commands, _) = CommandLoader.Load(dialogsFolder, town.CommandNames());
        var (wording, wordingProblems) = Wording.Load(dialogsFolder);
        if (wordingProblems.Count > 0) throw new InvalidDataException(string.Join('\n', wordingProblems));
        var (flows, flowProblems) = FlowsReading.Load(dialogsFolder, facts, wording);
        if (flows is null) throw new InvalidDataException(string.Join('\n', flowProblems));
        return new(town, reader, commands, wording, flows);
    }
}

/// <summary>The whole program on a database of its own, with a turned clock and a chat that only records.</summary>
public sealed class RehearsalHost : IAsyncDisposable
{
    private readonly IHost _host;

    private RehearsalHost(IHost host) => _host = host;

    public TurnRunner Turns => _host.Services.GetRequiredService<TurnRunner>();
    public DueStates States => _host.Services.GetRequiredService<DueStates>();
    public Database Database => _host.Services.GetRequiredService<Database>();
    public TicketBook Tickets => _host.Services.GetRequiredService<TicketBook>();
    public Town Town => _host.Services.GetRequiredService<TownBook>().Now;
    public OutboxStore Outbox => _host.Services.GetRequiredService<OutboxStore>();
    public Speakers Speakers => _host.Services.GetRequiredService<Speakers>();

    /// <summary>Everything registered, nothing started.</summary>
    public static IHost Build(RehearsalData data, string databaseFile, TurnedClock clock, IChannel channel)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddLogging()
            .AddSingleton<TimeProvider>(clock).AddSingleton(channel).AddSingleton(new Node("rehearsal"))
            .AddSingleton(new TownBook(data.Town)).AddSingleton(new ReaderBook(data.Reader)).AddSingleton(new CommandBook(data.Commands)).AddSingleton(new WordingBook(data.Wording)).AddSingleton(new FlowBook(data.Flows))
            .AddSqlite(databaseFile).AddConversations().AddTickets().AddSingleton<Ticker>();
        return builder.Build();
    }

    public static async Task<RehearsalHost> StartAsync(RehearsalData data, string databaseFile, TurnedClock clock, RehearsalChannel channel)
    {
        var host = Build(data, databaseFile, clock, channel);
        await host.Services.GetRequiredService<Migrator>().MigrateAsync();
        await host.Services.StartConversationsAsync();
        await host.StartAsync();
        var started = new RehearsalHost(host);
        await started.TickAsync();
        return started;
    }

    /// <summary>Lets everything happen that is due now, and everything be sent.</summary>
    public async Task TickAsync()
    {
        await _host.Services.GetRequiredService<Ticker>().TickAsync(CancellationToken.None);
        await DrainAsync();
    }

    public Task DrainAsync() => _host.Services.GetRequiredService<OutboxSender>().DrainAsync();

    /// <summary>When something is due next, or null.</summary>
    public Task<DateTimeOffset?> NextDueAsync() => Database.ReadAsync(async session =>
    {
        var next = await Outbox.NextDueAsync(session);
        foreach (var work in _host.Services.GetServices<IDueWork>())
        {
            if (await work.NextAsync(session) is { } at && (next is null || at < next)) next = at;
        }
        return next;
    });

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
