namespace ChatGrid.Channels.WebGroup;

/// <summary><c>GET attachments/{id}</c>: a photo, for those who hold a token of its conversation.</summary>
public sealed class FetchPhoto(DirectLineAccess access, PhotoAlbum album)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (access.Token(context) is not { } token)
        {
            await context.RefuseAsync(Refusal.TokenExpired);
            return;
        }
        var id = (string)context.Request.RouteValues["id"]!;
        if (await album.FindAsync(id) is not { } upload)
        {
            await context.RefuseAsync(new(404, "AttachmentNotFound", "there is no such photo, or no more"));
            return;
        }
        if (upload.Conversation != token.Conversation)
        {
            await context.RefuseAsync(Refusal.OtherConversation);
            return;
        }
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, max-age=86400, immutable";
        context.Response.ContentType = upload.ContentType;
        await context.Response.SendFileAsync(album.PathOf(upload), context.RequestAborted);
    }
}
