using System.Text;
using ChatGrid.Grids;

namespace ChatGrid.Channels.WebGroup;

/// <summary><c>GET /</c>: the town with its group chats; <c>/lan</c>: the code that opens the demo to another device.</summary>
public sealed class HomePage(TownBook towns, ChatConversations conversations, DemoGate gate, Sentences sentences)
{
    public Task HomeAsync(HttpContext context)
    {
        var town = towns.Now.Facts.Name;
        var body = new StringBuilder("<main><h1>").Append(HtmlPages.Encode(town)).Append("</h1><p>")
            .Append(HtmlPages.Encode(sentences.Say(context, "webgroup-home"))).Append("</p><ul class=\"grids\">");
        foreach (var group in conversations.Groups)
        {
            body.Append("<li><a href=\"/g/").Append(Uri.EscapeDataString(group.Id)).Append("\">").Append(HtmlPages.Encode(group.Name))
                .Append("</a> <a class=\"small\" href=\"/g/").Append(Uri.EscapeDataString(group.Id)).Append("/poster\">")
                .Append(HtmlPages.Encode(sentences.Say(context, "webgroup-home-poster"))).Append("</a></li>");
        }
        body.Append("</ul>");
        if (gate.IsDemo) body.Append("<p class=\"hint\">").Append(HtmlPages.Encode(sentences.Say(context, "webgroup-home-demo"))).Append("</p>");
        return HtmlPages.WriteAsync(context, 200, town, body.Append("</main>").ToString(), "home");
    }

    /// <summary>Enters the code of <c>--lan</c>, or asks for it.</summary>
    public Task EnterAsync(HttpContext context)
    {
        var code = context.Request.Query["code"].ToString();
        if (gate.LetsIn(context) || (code.Length > 0 && gate.Enter(context, code)))
        {
            var next = context.Request.Query["next"].ToString();
            context.Response.Redirect(next.StartsWith("/g/", StringComparison.Ordinal) ? next : "/");
            return Task.CompletedTask;
        }
        return AskAsync(context, code.Length > 0);
    }

    /// <summary>What a browser sees that the demo does not let in.</summary>
    public Task AskAsync(HttpContext context, bool wrong = false)
    {
        if (!gate.IsLan) return HtmlPages.SayAsync(context, 403, towns.Now.Facts.Name, sentences.Say(context, "webgroup-demo-local"));
        var next = context.Request.Path.StartsWithSegments("/g", StringComparison.OrdinalIgnoreCase) ? context.Request.Path + context.Request.QueryString : context.Request.Query["next"].ToString();
        var body = $"""
            <main><h1>{HtmlPages.Encode(towns.Now.Facts.Name)}</h1>
            <p>{HtmlPages.Encode(sentences.Say(context, wrong ? "webgroup-lan-wrong" : "webgroup-lan-ask"))}</p>
            <form action="{DemoGate.Path}"><input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="8" required autofocus>
            <input type="hidden" name="next" value="{HtmlPages.Encode(next)}"><button>{HtmlPages.Encode(sentences.Say(context, "webgroup-lan-enter"))}</button></form></main>
            """;
        return HtmlPages.WriteAsync(context, 403, towns.Now.Facts.Name, body, "plain");
    }
}
