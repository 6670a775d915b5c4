using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace ChatGrid.Channels.Activities;

/// <summary>Reads a JSON body of limited size; a bad one is answered here.</summary>
public static class JsonBody
{
    public const int MostBytes = 1_000_000;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <param name="emptyIsObject">A body may be left out.</param>
    /// <returns>Null when the request has been answered with what is wrong.</returns>
    public static async Task<JsonDocument?> ReadAsync(HttpContext context, bool emptyIsObject = false)
    {
        Limit(context, MostBytes);
        if (emptyIsObject && context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false) return JsonDocument.Parse("{}");
        try
        {
            var document = await JsonDocument.ParseAsync(context.Request.Body, Options, context.RequestAborted);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            // Answered below.
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            await context.RefuseAsync(new(413, "MessageSizeTooBig", $"the body has more than {MostBytes} bytes"));
            return null;
        }
        await context.RefuseAsync(Refusal.BadSyntax);
        return null;
    }

    /// <summary>Reading more of the body than this throws.</summary>
    public static void Limit(HttpContext context, long bytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = bytes;
    }
}
