using System.Text.Json;
using ChatGrid.Channels.Activities;
using ChatGrid.Grids;

namespace ChatGrid.Channels.WebGroup;

/// <summary><c>GET /g/{code}/info</c>: what the page needs to know of its group, and in the demo all the people one can be.</summary>
public sealed class GroupInfo(ChatConversations conversations, TownBook towns, Members members, DemoGate gate, WebGroupOptions options, Sentences sentences)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (conversations.FindGroup((string)context.Request.RouteValues["code"]!) is not { } group)
        {
            await context.RefuseAsync(new(404, "GroupNotFound", sentences.Say(context, "webgroup-no-group")));
            return;
        }
        var me = await members.FindAsync(context);
        context.Response.Headers.CacheControl = "no-store";
        await context.AnswerAsync(200, (this, context, group, me), static (json, a) => a.Item1.Write(json, a.context, a.group, a.me));
    }

    private void Write(Utf8JsonWriter json, HttpContext context, ChatGroup group, Me? me)
    {
        json.WriteStartObject("grid");
        json.WriteString("code", group.Id);
        json.WriteString("name", group.Grid?.Name ?? group.Name);
        json.WriteString("groupName", group.Name);
        json.WriteEndObject();
        json.WriteString("town", towns.Now.Facts.Name);
        json.WriteBoolean("demo", gate.IsDemo);
        WriteMe(json, me);
        json.WriteString("locale", Sentences.LocaleOf(context));
        if (gate.IsDemo) WritePeople(json, context, group.Grid);
        json.WriteStartObject("bot");
        json.WriteString("id", ChatConversations.BotId);
        json.WriteString("name", options.BotName);
        json.WriteEndObject();
        json.WriteStartObject("limits");
        json.WriteNumber("photoBytes", options.PhotoBytes);
        json.WriteNumber("textLength", SpeechReader.MostText);
        json.WriteNumber("recallSeconds", (int)options.RecallWithin.TotalSeconds);
        json.WriteEndObject();
    }

    public static void WriteMe(Utf8JsonWriter json, Me? me)
    {
        if (me is null)
        {
            json.WriteNull("me");
            return;
        }
        json.WriteStartObject("me");
        json.WriteString("id", me.Id);
        json.WriteString("name", me.Name);
        json.WriteEndObject();
    }

    private void WritePeople(Utf8JsonWriter json, HttpContext context, Grid? grid)
    {
        var town = towns.Now;
        json.WriteStartArray("people");
        foreach (var person in town.People.OrderBy(p => grid is null ? 0 : Distance(town, p, grid)))
        {
            json.WriteStartObject();
            json.WriteString("id", person.Id);
            json.WriteString("name", person.Name);
            json.WriteString("roles", string.Join("；", person.Posts.Select(p => RoleText(context, town, person, p))));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    // Those of the grid itself, then those who answer for it, then everybody else.
    private static int Distance(Town town, Person person, Grid grid)
    {
        var posts = person.Posts.Select(p => town.GridByCode(p.Grid)).OfType<Grid>().ToList();
        if (person.HomeGrid == grid.Code || posts.Any(p => town.IsWithin(p, grid.Code))) return 0;
        return posts.Any(p => p.Parent is not null && town.IsWithin(grid, p.Code)) ? 1 : 2;
    }

    private string RoleText(HttpContext context, Town town, Person person, Post post)
    {
        var role = post.Role == Role.Station && person.Station is { } station ? station : sentences.Say(context, "webgroup-role-" + post.Role);
        if (post.StandIn) role = sentences.Say(context, "webgroup-role-standin", ("role", role));
        return $"{role} · {town.GridByCode(post.Grid)?.Name ?? post.Grid}";
    }
}
