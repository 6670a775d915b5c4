using ChatGrid.Channels.Activities;

namespace ChatGrid.Channels.WebGroup;

/// <summary><c>GET conversations/{id}/activities?watermark=</c>: what a polling client has missed.</summary>
public sealed class ReadActivities(DirectLineAccess access, ActivityLog log, WebGroupOptions options)
{
    private const int MostAtOnce = 1000;

    public async Task HandleAsync(HttpContext context)
    {
        var admission = access.Admit(context);
        if (admission.Refusal is { } refusal)
        {
            await context.RefuseAsync(refusal);
            return;
        }
        var conversation = admission.Conversation!.Id;
        var next = await Watermark.ParseAsync(context.Request.Query["watermark"], log, conversation, options.HistoryLines);
        var missed = await log.ReadAsync(conversation, next, MostAtOnce);
        var set = ActivitySet.Write(missed, missed.Count == 0 ? next : missed[^1].Position + 1);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = set.Length;
        await context.Response.Body.WriteAsync(set, context.RequestAborted);
    }
}
