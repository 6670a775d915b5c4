using System.Runtime.InteropServices;
using System.Text.Json;
using ChatGrid.Channels.Activities;

namespace ChatGrid.Channels.WebGroup;

/// <summary>What can be posted: a message, a tap, a recall.</summary>
public sealed record PostedKinds(SayInChat Say, TapButton Tap, RecallMessage Recall);

/// <summary><c>POST conversations/{id}/activities</c>: a client posts an activity.</summary>
public sealed class PostActivity(DirectLineAccess access, PostRates rates, SpeechReader reader, PostedKinds kinds)
{
    public async Task HandleAsync(HttpContext context)
    {
        var admission = access.Admit(context);
        if (admission.Refusal is { } refusal)
        {
            await context.RefuseAsync(refusal);
            return;
        }
        using var body = await JsonBody.ReadAsync(context);
        if (body is null) return;
        var (speech, problem) = reader.Read(admission, body.RootElement);
        if (problem is null && rates.Take(speech!.By) is { } wait && wait > TimeSpan.Zero) problem = reader.TooFast(speech, wait);
        if (problem is not null) await context.RefuseAsync(problem);
        else await DispatchAsync(context, speech!);
    }

    private async Task DispatchAsync(HttpContext context, Speech speech)
    {
        switch (speech.Posted)
        {
            case { Type: "message", Action: { Length: > 0 and <= TapButton.MostActionLength } }:
                var (tap, toast) = await kinds.Tap.HandleAsync(speech);
                await context.AnswerIdAsync(tap, toast);
                return;
            case { Type: "message", HasAttachments: true }:
                await context.RefuseAsync(Refusal.BadArgument("photos are sent to …/upload"));
                return;
            case { Type: "message" }:
                await SayAsync(context, speech);
                return;
            case { Type: "messageDelete" }:
                if (await kinds.Recall.HandleAsync(speech) is { } refusal) await context.RefuseAsync(refusal);
                else await context.AnswerIdAsync(speech.Posted.Id!);
                return;
            case { Type: "typing" or "event" }: // Taken and dropped: nobody here follows them.
                await context.AnswerIdAsync($"{speech.Conversation.Id}|{speech.Posted.Type}");
                return;
            default:
                await context.RefuseAsync(Refusal.BadArgument("type is none of message, messageDelete, typing, event"));
                return;
        }
    }

    private async Task SayAsync(HttpContext context, Speech speech)
    {
        if (reader.CheckText(speech, mayBeEmpty: false) is { } refusal)
        {
            await context.RefuseAsync(refusal);
            return;
        }
        var appended = await kinds.Say.HandleAsync(await reader.WithQuoteAsync(speech));
        await context.AnswerIdAsync(appended.Id);
    }
}

/// <summary>Makes of a post somebody saying something, or says what is wrong with it.</summary>
public sealed class SpeechReader(Quotes quotes, Sentences sentences, TimeProvider clock)
{
    public const int MostText = 4000;
    private const int MostChannelData = 4000;

    public (Speech? Speech, Refusal? Problem) Read(Admission admission, JsonElement root)
    {
        var (posted, problem) = IncomingActivity.Read(root);
        if (posted is null) return (null, Refusal.BadArgument(problem!));
        if (posted.Type.Length == 0) return (null, Refusal.Missing("type"));
        if (IncomingActivity.Member(root, "channelData") is { ValueKind: JsonValueKind.Object } data && JsonMarshal.GetRawUtf8Value(data).Length > MostChannelData)
            return (null, Refusal.BadArgument($"channelData is longer than {MostChannelData} bytes"));
        var by = admission.Token!;
        if (by.Person.Length == 0) // The secret itself was shown: whoever has it speaks as anybody.
        {
            if (!ChatConversations.IsPersonId(posted.FromId)) return (null, Refusal.Missing("from.id"));
            by = by with { Person = posted.FromId, Name = posted.FromName.Length > 0 ? posted.FromName : posted.FromId };
        }
        return (new(admission.Conversation!, by, posted, clock.GetUtcNow()), null);
    }

    public Refusal? CheckText(Speech speech, bool mayBeEmpty)
    {
        var (text, locale) = (speech.Posted.Text, speech.Posted.Locale);
        if (text.Length > MostText) return Refusal.BadArgument(sentences.Say(locale, "webgroup-text-long", ("most", MostText), ("length", text.Length)));
        return text.Length == 0 && !mayBeEmpty ? Refusal.BadArgument(sentences.Say(locale, "webgroup-text-empty")) : null;
    }

    public async ValueTask<Speech> WithQuoteAsync(Speech speech) => speech.Posted.ReplyToId is null ? speech
        : speech with { Quote = await quotes.FindAsync(speech.Conversation.Id, speech.Posted.ReplyToId) };

    public Refusal TooFast(Speech speech, TimeSpan wait) =>
        new(429, "TooManyRequests", sentences.Say(speech.Posted.Locale, "webgroup-too-fast", ("seconds", (int)Math.Ceiling(wait.TotalSeconds))), wait);
}
