using System.Text.Json;
using ChatGrid.Channels.Activities;
using ChatGrid.Grids;

namespace ChatGrid.Channels.WebGroup;

/// <summary><c>POST /g/{code}/session</c>: tokens for the group and for the private chat with the bot.</summary>
public sealed class OpenSession(ChatConversations conversations, TownBook towns, Members members, DemoGate gate, ChatTokens tokens, Sentences sentences)
{
    public async Task HandleAsync(HttpContext context)
    {
        using var body = await JsonBody.ReadAsync(context, emptyIsObject: true);
        if (body is null) return;
        var (me, refusal) = await WhoAsync(context, IncomingActivity.StringOf(body.RootElement, "as"));
        if (conversations.FindGroup((string)context.Request.RouteValues["code"]!) is not { } group)
        {
            refusal = new(404, "GroupNotFound", sentences.Say(context, "webgroup-no-group"));
        }
        else if (me is not null && group.Grid is null && towns.Now.PersonById(me.Id)?.IsStaff != true)
        {
            refusal = new(403, "StaffOnly", sentences.Say(context, "webgroup-staff-only"));
        }
        else if (refusal is null)
        {
            context.Response.Headers.CacheControl = "no-store";
            await context.AnswerAsync(200, (this, context, me!, group.Id), static (json, a) => a.Item1.Write(json, a.context, a.Item3, a.Id));
            return;
        }
        await context.RefuseAsync(refusal!);
    }

    private async Task<(Me? Me, Refusal? Refusal)> WhoAsync(HttpContext context, string? wanted)
    {
        if (wanted is null)
        {
            var me = await members.FindAsync(context);
            return (me, me is null ? new(401, "NotJoined", sentences.Say(context, "webgroup-not-joined")) : null);
        }
        if (!gate.IsDemo) return (null, new(403, "DemoOnly", sentences.Say(context, "webgroup-demo-only")));
        return towns.Now.PersonById(wanted) is { } person
            ? (new(person.Id, person.Name, person.Id), null)
            : (null, Refusal.BadArgument(sentences.Say(context, "webgroup-demo-unknown")));
    }

    private void Write(Utf8JsonWriter json, HttpContext context, Me me, string group)
    {
        GroupInfo.WriteMe(json, me);
        WriteConversation(json, context, "group", new(group, me.Id, me.Name, false));
        WriteConversation(json, context, "private", new(ChatConversations.PrivateId(me.Id), me.Id, me.Name, false));
        json.WriteNumber("expires_in", (int)ChatTokens.Lifetime.TotalSeconds);
    }

    private void WriteConversation(Utf8JsonWriter json, HttpContext context, string name, ChatToken token)
    {
        var made = tokens.Make(token);
        json.WriteStartObject(name);
        json.WriteString("conversationId", token.Conversation);
        json.WriteString("token", made);
        json.WriteString("streamUrl", StartConversation.StreamUrl(context, token.Conversation, made, ""));
        json.WriteEndObject();
    }
}
