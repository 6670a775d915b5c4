using ChatGrid.Channels.Activities;
using ChatGrid.Grids;

namespace ChatGrid.Channels.WebGroup;

/// <summary><c>GET attachments/{id}</c>: a photo, for those who hold a token of its conversation, and for those who work for the town, whom
/// the bot shows the photos of their tickets in their private chat.</summary>
public sealed class FetchPhoto(DirectLineAccess access, PhotoAlbum album, TownBook towns)
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
        if (upload.Conversation != token.Conversation && !Works(token.Person))
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

    private bool Works(string person) => towns.Now.PersonById(person)?.Posts.Any(p => p.Role is not (Role.Resident or Role.Deputy)) == true;
}
