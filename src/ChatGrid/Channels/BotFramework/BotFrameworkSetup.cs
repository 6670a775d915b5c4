using ChatGrid.Conversations;

namespace ChatGrid.Channels.BotFramework;

/// <summary>Registers the Bot Framework channel and maps its address.</summary>
public static class BotFrameworkSetup
{
    /// <exception cref="InvalidDataException">A setting cannot be used; the message says which and why.</exception>
    public static IServiceCollection AddBotFramework(this IServiceCollection services, IConfiguration configuration, bool isDevelopment)
    {
        var options = BotFrameworkOptions.Read(configuration, isDevelopment);
        if (options.Open != true) return services;
        foreach (var (conversation, grid) in options.Groups)
            services.AddSingleton(new GroupBinding(Address.Group(BotFrameworkChannel.Name, conversation).ToString(), grid));
        return services.AddSingleton<ConversationReferenceStore>().AddSingleton<ConversationReferences>().AddSingleton<MessagesWebhook>()
            .AddSingleton<IChannel>(s => new BotFrameworkChannel(s.GetRequiredService<ConversationReferences>(), Http()));
    }

    public static void MapBotFramework(this WebApplication app)
    {
        if (app.Services.GetService<MessagesWebhook>() is { } webhook) app.MapPost("/api/messages", webhook.HandleAsync);
    }

    /// <summary>Reads the known conversations; called once the database has its schema.</summary>
    public static Task StartBotFrameworkAsync(this IServiceProvider services) =>
        services.GetService<ConversationReferences>()?.LoadAsync() ?? Task.CompletedTask;

    private static HttpClient Http() =>
        new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(5), AllowAutoRedirect = false, UseCookies = false })
        { Timeout = TimeSpan.FromSeconds(15) };
}
