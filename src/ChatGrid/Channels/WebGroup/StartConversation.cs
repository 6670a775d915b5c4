using System.Collections.Concurrent;
using System.Text.Json;
using ChatGrid.Channels.Activities;
using ChatGrid.Grids;

namespace ChatGrid.Channels.WebGroup;

/// <summary>Tokens and the start of conversations: <c>tokens/generate</c>, <c>tokens/refresh</c>, <c>conversations</c>, <c>conversations/{id}</c>.</summary>
public sealed class StartConversation(DirectLineAccess access, ChatTokens tokens, ChatConversations conversations, TownBook towns, ActivityLog log)
{
    private readonly ConcurrentDictionary<string, bool> _started = new();

    /// <summary>A program that has the secret is given a token for whom it names.</summary>
    public async Task GenerateAsync(HttpContext context)
    {
        if (!access.HasSecret(context))
        {
            await context.RefuseAsync(Refusal.TokenExpired);
            return;
        }
        using var body = await JsonBody.ReadAsync(context, emptyIsObject: true);
        if (body is null) return;
        var (token, refusal) = Asked(body.RootElement);
        if (token is null) await context.RefuseAsync(refusal!);
        else await AnswerAsync(context, 200, token, null);
    }

    public Task RefreshAsync(HttpContext context) => access.Token(context) is { } token
        ? AnswerAsync(context, 200, token, null)
        : context.RefuseAsync(Refusal.TokenExpired);

    /// <summary>Starts the token's conversation; with the secret, that of the person the body names.</summary>
    public async Task StartAsync(HttpContext context)
    {
        var token = access.Token(context);
        if (token is null && access.HasSecret(context))
        {
            using var body = await JsonBody.ReadAsync(context, emptyIsObject: true);
            if (body is null) return;
            (token, var refusal) = Asked(body.RootElement);
            if (token is null)
            {
                await context.RefuseAsync(refusal!);
                return;
            }
        }
        if (token is null) await context.RefuseAsync(Refusal.TokenExpired);
        else if (conversations.Find(token.Conversation) is null) await context.RefuseAsync(Refusal.ConversationNotFound);
        else await AnswerAsync(context, await IsNewAsync(token.Conversation) ? 201 : 200, token, "");
    }

    /// <summary>A client that was cut off comes again with its watermark.</summary>
    public Task ReconnectAsync(HttpContext context)
    {
        var admission = access.Admit(context);
        return admission.Refusal is { } refusal
            ? context.RefuseAsync(refusal)
            : AnswerAsync(context, 200, admission.Token!, context.Request.Query["watermark"].ToString());
    }

    /// <summary>Where a token's conversation streams from.</summary>
    public static string StreamUrl(HttpContext context, string conversation, string token, string watermark)
    {
        var scheme = context.Request.IsHttps ? "wss" : "ws";
        return $"{scheme}://{context.Request.Host}/v3/directline/conversations/{Uri.EscapeDataString(conversation)}/stream?watermark={Uri.EscapeDataString(watermark)}&t={token}";
    }

    private (ChatToken? Token, Refusal? Refusal) Asked(JsonElement body)
    {
        var user = IncomingActivity.Member(body, "user");
        if (IncomingActivity.StringOf(user, "id") is not { } person) return (null, Refusal.Missing("user.id"));
        if (!ChatConversations.IsPersonId(person)) return (null, Refusal.BadArgument($"user.id must be 1 to {ChatConversations.MostPersonBytes} bytes without spaces and slashes"));
        var given = IncomingActivity.Cleaned(IncomingActivity.StringOf(user, "name") ?? "");
        var name = towns.Now.PersonById(person)?.Name ?? (given.Length is > 0 and <= 60 ? given : person);
        var wanted = IncomingActivity.StringOf(body, "conversationId") ?? "private";
        if (wanted == "private") return (new(ChatConversations.PrivateId(person), person, name, true), null);
        return conversations.FindGroup(wanted) is { } group ? (new(group.Id, person, name, true), null) : (null, Refusal.ConversationNotFound);
    }

    private async Task<bool> IsNewAsync(string conversation) => _started.TryAdd(conversation, true) && await log.NextAsync(conversation) == 0;

    private Task AnswerAsync(HttpContext context, int status, ChatToken token, string? watermark)
    {
        var made = tokens.Make(token);
        return context.AnswerAsync(status, (context, token, made, watermark), static (json, a) =>
        {
            json.WriteString("conversationId", a.token.Conversation);
            json.WriteString("token", a.made);
            json.WriteNumber("expires_in", (int)ChatTokens.Lifetime.TotalSeconds);
            if (a.watermark is not null) json.WriteString("streamUrl", StreamUrl(a.context, a.token.Conversation, a.made, a.watermark));
        });
    }
}
