using System.Text.Json;

namespace ChatGrid.Channels.WebGroup;

/// <summary>Reads a JSON body of limited size; a bad one is answered here.</summary>
public static class JsonBody
{
    public const int MostBytes = 1_000_000;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <param name="emptyIsObject">A body may be left out.</param>
    /// <returns>Null when the request has been answered with what is wrong.</returns>
    public static async Task<JsonDocument?> ReadAsync(HttpContext context, bool emptyIsObject = false)
    {
        if (context.Request.ContentLength > MostBytes) return await RefuseAsync(context, new(413, "MessageSizeTooBig", $"the body has more than {MostBytes} bytes"));
        if (context.Request.ContentLength is 0 or null && emptyIsObject && !context.Request.Headers.TransferEncoding.Any()) return JsonDocument.Parse("{}");
        try
        {
            using var limited = new LimitedBody(context.Request.Body, MostBytes);
            var document = await JsonDocument.ParseAsync(limited, Options, context.RequestAborted);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            // Answered below.
        }
        catch (BodyTooLargeException)
        {
            return await RefuseAsync(context, new(413, "MessageSizeTooBig", $"the body has more than {MostBytes} bytes"));
        }
        return await RefuseAsync(context, Refusal.BadSyntax);
    }

    private static async Task<JsonDocument?> RefuseAsync(HttpContext context, Refusal refusal)
    {
        await context.RefuseAsync(refusal);
        return null;
    }
}

/// <summary>A body went on beyond its limit.</summary>
public sealed class BodyTooLargeException : IOException;

/// <summary>A stream that ends with an exception when more comes than is allowed.</summary>
public sealed class LimitedBody(Stream inner, long most) : Stream
{
    private long _read;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Count(await inner.ReadAsync(buffer, cancellationToken));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Count(int read) => (_read += read) > most ? throw new BodyTooLargeException() : read;
}
