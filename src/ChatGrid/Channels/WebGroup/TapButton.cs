using System.Security.Cryptography;
using System.Text;
using ChatGrid.Conversations;

namespace ChatGrid.Channels.WebGroup;

/// <summary>A tap on a card's button: no bubble, a short answer to the one who tapped, and the card redrawn for all.</summary>
public sealed class TapButton(TurnRunner turns, WebGroupChannel channel)
{
    public const int MostActionLength = 100;

    public async Task<(string Id, string? Toast)> HandleAsync(Speech speech)
    {
        var conversation = speech.Conversation;
        var key = Key(speech);
        var answer = await turns.ReceiveAsync(new()
        {
            DedupKey = key,
            Kind = InboundKind.Action,
            Conversation = conversation.Address,
            Sender = new(speech.By.Person, speech.By.Name),
            Action = speech.Posted.Action,
            At = speech.At,
            Locale = speech.Posted.Locale ?? Wording.Chinese,
        });
        if (answer.Card is { } card) await channel.UpdateCardAsync(conversation.Id, key + ":card", card);
        return ($"{conversation.Id}|{key}", answer.Toast);
    }

    private static string Key(Speech speech)
    {
        if (speech.Posted.ClientId is not { Length: > 0 } client) return "tap-" + Guid.CreateVersion7().ToString("N");
        var text = $"{speech.Conversation.Id}\n{speech.By.Person}\n{client}";
        return "tap-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
