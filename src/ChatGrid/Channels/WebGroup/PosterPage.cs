using QRCoder;

namespace ChatGrid.Channels.WebGroup;

/// <summary>How people find the group: a QR code, and a poster with it to print.</summary>
public sealed class PosterPage(ChatConversations conversations, WebGroupOptions options, DemoGate gate, Sentences sentences)
{
    public Task QrAsync(HttpContext context)
    {
        if (Group(context) is not { } group) return NotFoundAsync(context, sentences);
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(JoinUrl(context, group), QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(data);
        HtmlPages.SetHeaders(context);
        context.Response.ContentType = "image/svg+xml";
        return context.Response.WriteAsync(svg.GetGraphic(8), context.RequestAborted);
    }

    public Task PosterAsync(HttpContext context)
    {
        if (Group(context) is not { } group) return NotFoundAsync(context, sentences);
        string Say(string key) => HtmlPages.Encode(sentences.Say(context, key, ("bot", options.BotName)));
        var body = $"""
            <main class="poster"><h1>{HtmlPages.Encode(group.Name)}</h1>
            <p class="lead">{Say("webgroup-poster-lead")}</p>
            <img src="/g/{Uri.EscapeDataString(group.Id)}/qr.svg" alt="QR">
            <p class="url">{HtmlPages.Encode(Url(context, group))}</p>
            <ol><li>{Say("webgroup-poster-1")}</li><li>{Say("webgroup-poster-2")}</li><li>{Say("webgroup-poster-3")}</li></ol>
            <p class="foot">{Say("webgroup-poster-foot")}</p></main>
            """;
        return HtmlPages.WriteAsync(context, 200, group.Name, body, "paper");
    }

    public static Task NotFoundAsync(HttpContext context, Sentences sentences) =>
        HtmlPages.SayAsync(context, 404, "404", sentences.Say(context, "webgroup-no-group"));

    private ChatGroup? Group(HttpContext context) => conversations.FindGroup((string)context.Request.RouteValues["code"]!);

    private string Url(HttpContext context, ChatGroup group) => $"{Origin(context)}/g/{Uri.EscapeDataString(group.Id)}";

    // Another device of the demo needs the code first.
    private string JoinUrl(HttpContext context, ChatGroup group) => gate.IsDemo && gate.IsLan
        ? $"{Origin(context)}{DemoGate.Path}?code={gate.Code}&next=/g/{Uri.EscapeDataString(group.Id)}"
        : Url(context, group);

    private string Origin(HttpContext context)
    {
        if (options.PublicUrl is { } url) return url.TrimEnd('/');
        var host = context.Request.Host;
        if (gate.IsLan && host.Host is "localhost" or "127.0.0.1" && LocalNetwork.Addresses().FirstOrDefault() is { } address)
            host = host.Port is { } port ? new(address, port) : new(address);
        return $"{context.Request.Scheme}://{host}";
    }
}
