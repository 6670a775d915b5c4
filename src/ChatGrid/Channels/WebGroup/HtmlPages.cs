using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace ChatGrid.Channels.WebGroup;

/// <summary>The few pages that the server writes itself; all of them stand in the same frame.</summary>
public static class HtmlPages
{
    public const string Policy = "default-src 'self'; img-src 'self' data: blob:; connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    public static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    public static Task WriteAsync(HttpContext context, int status, string title, string body, string kind)
    {
        var html = $"""
            <!doctype html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encode(title)}</title>
            <link rel="stylesheet" href="/webgroup/server.css">
            </head>
            <body class="{kind}">
            {body}
            </body>
            </html>

            """;
        SetHeaders(context);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(html, Encoding.UTF8, context.RequestAborted);
    }

    /// <summary>A page with one message on it.</summary>
    public static Task SayAsync(HttpContext context, int status, string title, string text) =>
        WriteAsync(context, status, title, string.Create(CultureInfo.InvariantCulture, $"<main><h1>{Encode(title)}</h1><p>{Encode(text)}</p></main>"), "plain");

    public static void SetHeaders(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.Headers["Referrer-Policy"] = "same-origin";
    }
}
