using System.IO.Compression;
using System.Security.Cryptography;

namespace ChatGrid.Channels.WebGroup;

/// <summary>The page's files, which the program carries in itself; served packed, with an ETag.</summary>
public sealed class PageFiles(Sentences sentences)
{
    private const string Prefix = "webgroup/";
    private const string Index = "index.html";
    private readonly Dictionary<string, PageFile> _files = Load();

    /// <summary>The page of a group; the address is read by the page itself.</summary>
    public Task PageAsync(HttpContext context, ChatConversations conversations) =>
        conversations.FindGroup((string)context.Request.RouteValues["code"]!) is null ? PosterPage.NotFoundAsync(context, sentences) : SendAsync(context, Index);

    public Task FileAsync(HttpContext context) => SendAsync(context, (string)context.Request.RouteValues["path"]!);

    private Task SendAsync(HttpContext context, string path)
    {
        HtmlPages.SetHeaders(context);
        if (!_files.TryGetValue(path, out var file))
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        }
        var headers = context.Response.Headers;
        headers.ETag = file.ETag;
        headers.CacheControl = "no-cache";
        headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(file.ETag, StringComparison.Ordinal))
        {
            context.Response.StatusCode = 304;
            return Task.CompletedTask;
        }
        context.Response.ContentType = file.ContentType;
        var packed = file.Packed.Length < file.Plain.Length && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (packed) headers.ContentEncoding = "gzip";
        var bytes = packed ? file.Packed : file.Plain;
        context.Response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private static Dictionary<string, PageFile> Load()
    {
        var files = new Dictionary<string, PageFile>();
        var assembly = typeof(PageFiles).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var resource = assembly.GetManifestResourceStream(name)!;
            using var bytes = new MemoryStream();
            resource.CopyTo(bytes);
            var path = name[Prefix.Length..].Replace('\\', '/');
            files[path] = PageFile.Of(path, bytes.ToArray());
        }
        return files;
    }

    private sealed record PageFile(byte[] Plain, byte[] Packed, string ContentType, string ETag)
    {
        public static PageFile Of(string path, byte[] plain)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(plain);
            return new(plain, packed.ToArray(), TypeOf(path), $"\"{Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 12))}\"");
        }

        private static string TypeOf(string path) => Path.GetExtension(path) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".js" or ".mjs" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".png" => "image/png",
            ".webp" => "image/webp",
            ".ico" => "image/x-icon",
            ".woff2" => "font/woff2",
            ".json" => "application/json",
            ".webmanifest" => "application/manifest+json",
            _ => "application/octet-stream",
        };
    }
}
