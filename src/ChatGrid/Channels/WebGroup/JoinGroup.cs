using ChatGrid.Channels.Activities;
using ChatGrid.Conversations;

namespace ChatGrid.Channels.WebGroup;

/// <summary>How a browser becomes somebody: by a nickname, which gives no rights, or by a one-time code.</summary>
public sealed class JoinGroup(ChatConversations conversations, Members members, BoundAccounts accounts, BindingCodes codes, Arrivals arrivals, Sentences sentences)
{
    private const int MostNickname = 20;

    /// <summary><c>POST /g/{code}/join</c></summary>
    public async Task JoinAsync(HttpContext context)
    {
        if (await GroupAsync(context) is not { } group) return;
        using var body = await JsonBody.ReadAsync(context);
        if (body is null) return;
        var nickname = string.Join(' ', IncomingActivity.Cleaned(IncomingActivity.StringOf(body.RootElement, "nickname") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (nickname.Length is 0 or > MostNickname)
        {
            await context.RefuseAsync(Refusal.BadArgument(sentences.Say(context, nickname.Length == 0 ? "webgroup-nickname-empty" : "webgroup-nickname-long", ("most", MostNickname))));
            return;
        }
        if (arrivals.TooMany(context) is { } wait)
        {
            await context.RefuseAsync(new(429, "TooManyRequests", sentences.Say(context, "webgroup-too-fast", ("seconds", (int)Math.Ceiling(wait.TotalSeconds))), wait));
            return;
        }
        var me = await members.JoinAsync(context, group.Id, nickname);
        await arrivals.TellAsync(group, me);
        await AnswerAsync(context, me);
    }

    /// <summary><c>POST /g/{code}/bind</c></summary>
    public async Task BindAsync(HttpContext context)
    {
        if (await GroupAsync(context) is null) return;
        using var body = await JsonBody.ReadAsync(context);
        if (body is null) return;
        if (await members.FindAsync(context) is not { } me)
        {
            await context.RefuseAsync(new(401, "NotJoined", sentences.Say(context, "webgroup-not-joined")));
            return;
        }
        var code = IncomingActivity.StringOf(body.RootElement, "code") ?? "";
        var mayTry = codes.MayTry(me.Account) && codes.MayTry("ip " + context.Connection.RemoteIpAddress);
        if (!mayTry || await codes.BindAsync(code, me.Account) is null)
        {
            await context.RefuseAsync(Refusal.BadArgument(sentences.Say(context, mayTry ? "webgroup-code-wrong" : "webgroup-code-often")));
            return;
        }
        await arrivals.BoundAsync(accounts);
        await AnswerAsync(context, (await members.FindAsync(context))!);
    }

    private async Task<ChatGroup?> GroupAsync(HttpContext context)
    {
        var group = conversations.FindGroup((string)context.Request.RouteValues["code"]!);
        if (group is null) await context.RefuseAsync(new(404, "GroupNotFound", sentences.Say(context, "webgroup-no-group")));
        return group;
    }

    private static Task AnswerAsync(HttpContext context, Me me) => context.AnswerAsync(200, me, static (json, m) => GroupInfo.WriteMe(json, m));
}

/// <summary>What happens when somebody has joined or been bound: the bot hears of it, and accounts are read anew.</summary>
public sealed class Arrivals(TurnRunner turns, Speakers speakers, Storage.Database database, TimeProvider clock)
{
    private readonly PersonRates _rates = new(new Rate(true, 60, TimeSpan.FromMinutes(1)), clock);

    /// <returns>How long to wait, when too many join from one address; else null.</returns>
    public TimeSpan? TooMany(HttpContext context) =>
        _rates.Take(context.Connection.RemoteIpAddress?.ToString() ?? "") is var wait && wait > TimeSpan.Zero ? wait : null;

    public Task TellAsync(ChatGroup group, Me me) => turns.ReceiveAsync(new()
    {
        DedupKey = $"joined|{group.Id}|{me.Account}",
        Kind = InboundKind.Joined,
        Conversation = Address.Group(ChatConversations.Channel, group.Id),
        Sender = new(me.Id, me.Name),
        At = clock.GetUtcNow(),
    });

    public async Task BoundAsync(BoundAccounts accounts)
    {
        await speakers.LoadAsync(database);
        await accounts.LoadAsync();
    }
}
