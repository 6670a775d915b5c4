using System.Data.Common;
using ChatGrid.Channels.Activities;
using ChatGrid.Conversations;
using ChatGrid.Storage;

namespace ChatGrid.Channels.WebGroup;

/// <summary>How this program was started, as far as the group chat must know.</summary>
/// <param name="Lan">With <c>--lan</c>: the demo is open to the local network.</param>
public sealed record WebGroupStart(string DataFolder, bool IsDevelopment, bool Lan, IConfiguration Configuration);

/// <summary>Registers the built-in group chat and maps its addresses.</summary>
public static class WebGroupSetup
{
    private const string DirectLine = "/v3/directline";

    /// <exception cref="InvalidDataException">A setting cannot be used; the message says which and why.</exception>
    public static IServiceCollection AddWebGroup(this IServiceCollection services, WebGroupStart start)
    {
        var options = WebGroupOptions.Read(start.Configuration, start.IsDevelopment, start.Lan);
        return services.AddSingleton(start).AddSingleton(options).AddSingleton(SigningKey.Load(start.DataFolder))
            .AddSingleton(new DirectLineSecret(options.Secret ?? KeptSecret.Load(start.DataFolder, DirectLineSecret.FileName)))
            .AddSingleton<ActivityStore>().AddSingleton<UploadStore>().AddSingleton<MemberStore>().AddSingleton<BindingCodeStore>()
            .AddSingleton<WebGroupHub>().AddSingleton<ActivityLog>().AddSingleton<ChatConversations>().AddSingleton<BoundAccounts>()
            .AddSingleton<WebGroupChannel>().AddSingleton<IChannel>(s => s.GetRequiredService<WebGroupChannel>())
            .AddSingleton<ChatTokens>().AddSingleton<DirectLineAccess>().AddSingleton<Sentences>().AddSingleton<PostRates>()
            .AddSingleton<Quotes>().AddSingleton<SpeechReader>().AddSingleton<SayInChat>().AddSingleton<TapButton>().AddSingleton<RecallMessage>().AddSingleton<PostedKinds>()
            .AddSingleton<PostActivity>().AddSingleton<StartConversation>().AddSingleton<ReadActivities>().AddSingleton<StreamConversation>()
            .AddSingleton<PhotoForm>().AddSingleton<PhotoAlbum>().AddSingleton<UploadPhotos>().AddSingleton<FetchPhoto>()
            .AddSingleton<DemoGate>().AddSingleton<Members>().AddSingleton<BindingCodes>().AddSingleton<Arrivals>()
            .AddSingleton<GroupInfo>().AddSingleton<JoinGroup>().AddSingleton<OpenSession>().AddSingleton<HomePage>().AddSingleton<PosterPage>().AddSingleton<PageFiles>()
            .AddSingleton<LogPruning>().AddHostedService(s => s.GetRequiredService<LogPruning>()).AddHostedService<StartNotice>();
    }

    public static void MapWebGroup(this WebApplication app)
    {
        app.UseWebSockets(new() { KeepAliveInterval = TimeSpan.FromSeconds(20), KeepAliveTimeout = TimeSpan.FromSeconds(30) });
        app.Use(DirectLineFrameAsync);
        app.Use(KeepDemoInAsync);
        MapDirectLine(app, app.MapGroup(DirectLine));
        MapPages(app);
    }

    private static void MapDirectLine(WebApplication app, RouteGroupBuilder api)
    {
        T The<T>() where T : notnull => app.Services.GetRequiredService<T>();
        api.MapPost("/tokens/generate", The<StartConversation>().GenerateAsync);
        api.MapPost("/tokens/refresh", The<StartConversation>().RefreshAsync);
        api.MapPost("/conversations", The<StartConversation>().StartAsync);
        api.MapGet("/conversations/{conversation}", The<StartConversation>().ReconnectAsync);
        api.MapPost("/conversations/{conversation}/activities", The<PostActivity>().HandleAsync);
        api.MapGet("/conversations/{conversation}/activities", The<ReadActivities>().HandleAsync);
        api.MapPost("/conversations/{conversation}/upload", The<UploadPhotos>().HandleAsync);
        api.Map("/conversations/{conversation}/stream", The<StreamConversation>().HandleAsync);
        api.MapGet("/attachments/{id}", The<FetchPhoto>().HandleAsync);
    }

    private static void MapPages(WebApplication app)
    {
        T The<T>() where T : notnull => app.Services.GetRequiredService<T>();
        app.MapGet("/", The<HomePage>().HomeAsync);
        app.MapGet(DemoGate.Path, The<HomePage>().EnterAsync);
        app.MapGet("/webgroup/{**path}", The<PageFiles>().FileAsync);
        app.MapGet("/g/{code}", (HttpContext context) => The<PageFiles>().PageAsync(context, The<ChatConversations>()));
        app.MapGet("/g/{code}/info", The<GroupInfo>().HandleAsync);
        app.MapPost("/g/{code}/join", The<JoinGroup>().JoinAsync);
        app.MapPost("/g/{code}/bind", The<JoinGroup>().BindAsync);
        app.MapPost("/g/{code}/session", The<OpenSession>().HandleAsync);
        app.MapGet("/g/{code}/qr.svg", The<PosterPage>().QrAsync);
        app.MapGet("/g/{code}/poster", The<PosterPage>().PosterAsync);
    }

    // Direct Line's clients run on pages of any origin; what they may do hangs on the token alone.
    private static async Task DirectLineFrameAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(DirectLine, StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            headers.AccessControlAllowHeaders = "authorization, content-type, x-ms-bot-agent, x-requested-with";
            headers.AccessControlAllowMethods = "GET, POST, OPTIONS";
            headers.AccessControlMaxAge = "86400";
            return;
        }
        headers.AccessControlExposeHeaders = "retry-after";
        headers.CacheControl = "no-store";
        try
        {
            await next(context);
        }
        catch (Exception e) when (e is DbException or ConflictException && !context.Response.HasStarted)
        {
            // Nothing has been acknowledged: the client tries again.
            await context.RefuseAsync(new(503, "ServiceUnavailable", "the message could not be stored; try again", TimeSpan.FromSeconds(2)));
        }
    }

    private static Task KeepDemoInAsync(HttpContext context, RequestDelegate next)
    {
        var isPage = context.Request.Path == "/" || context.Request.Path.StartsWithSegments("/g", StringComparison.OrdinalIgnoreCase); // As routes are matched.
        return !isPage || context.RequestServices.GetRequiredService<DemoGate>().LetsIn(context)
            ? next(context)
            : context.RequestServices.GetRequiredService<HomePage>().AskAsync(context);
    }
}
