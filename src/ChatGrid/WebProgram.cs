using ChatGrid.Channels.BotFramework;
using ChatGrid.Channels.WebGroup;
using ChatGrid.Desk;
using ChatGrid.Conversations;
using ChatGrid.Deadlines;
using ChatGrid.Grids;
using ChatGrid.Rehearsal;
using ChatGrid.Storage;
using ChatGrid.Tickets;
using ChatGrid.Understanding;

namespace ChatGrid;

/// <summary>The program as it runs for a town: web server, channels, clock.</summary>
public static class WebProgram
{
    private const string AnyPort = "http://127.0.0.1:5080";
    private const string AnyPortForAll = "http://0.0.0.0:5080";

    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = Build(args);
        await PrepareAsync(app);
        await app.RunAsync();
        return 0;
    }

    /// <summary>Brings the database to its schema and reads what the conversations need of it; before the start.</summary>
    public static async Task PrepareAsync(WebApplication app)
    {
        await app.Services.GetRequiredService<Migrator>().MigrateAsync();
        await app.Services.StartConversationsAsync();
        await app.Services.StartBotFrameworkAsync();
    }

    /// <summary>Everything registered and mapped, nothing started.</summary>
    /// <exception cref="InvalidDataException">A setting or a file of the town cannot be used; the message says which and why.</exception>
    public static WebApplication Build(string[] args)
    {
        var folders = Folders.Find(args);
        var lan = args.Contains("--lan");
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [.. args.Where(a => a != "--lan")], ContentRootPath = folders.Config });
        if (string.IsNullOrEmpty(builder.Configuration["urls"])) builder.WebHost.UseUrls(lan ? AnyPortForAll : AnyPort);
        builder.WebHost.ConfigureKestrel(o => o.AddServerHeader = false);
        var data = RehearsalData.Load(folders, folders.Cache);
        builder.Services.AddSingleton(TimeProvider.System)
            .AddSingleton(new Node($"{Environment.MachineName}-{Environment.ProcessId}"))
            .AddTown(data, folders)
            .AddStorage(builder.Configuration, folders)
            .AddConversations()
            .AddTickets()
            .AddLearning()
            .AddDeadlines()
            .AddWebGroup(new(folders.Data, builder.Environment.IsDevelopment(), lan, builder.Configuration))
            .AddBotFramework(builder.Configuration, builder.Environment.IsDevelopment())
            .AddDesk(builder.Configuration)
            .AddSingleton(s => new BindingCodeMaker(s.GetRequiredService<BindingCodes>().CreateAsync));
        var app = builder.Build();
        app.MapWebGroup();
        app.MapBotFramework();
        app.MapDesk();
        return app;
    }

    private static IServiceCollection AddTown(this IServiceCollection services, RehearsalData data, Folders folders)
    {
        var lint = new LintFolders(folders.Config, folders.Dialogs);
        return services.AddSingleton(new TownBook(data.Town)).AddSingleton(new ReaderBook(data.Reader)).AddSingleton(new CommandBook(data.Commands)).AddSingleton(new WordingBook(data.Wording)).AddSingleton(new FlowBook(data.Flows))
            .AddSingleton(s => new ReaderFitting(Linters.ReadingFolder(lint), s.GetRequiredService<ReaderBook>(), folders.Cache))
            .AddReloading(s =>
            [
                Reloaders.Town(lint, s.GetRequiredService<TownBook>()),
                Reloaders.Wording(lint, s.GetRequiredService<WordingBook>()),
                Reloaders.Flows(lint, s.GetRequiredService<TownBook>(), s.GetRequiredService<WordingBook>(), s.GetRequiredService<FlowBook>()),
                Reloaders.Commands(lint, s.GetRequiredService<TownBook>(), s.GetRequiredService<CommandBook>()),
                Reloaders.Reading(lint, s.GetRequiredService<TownBook>(), s.GetRequiredService<ReaderFitting>()),
            ]);
    }
}
