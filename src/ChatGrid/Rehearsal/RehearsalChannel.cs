using System.Text;
using System.Text.RegularExpressions;
using ChatGrid.Conversations;

namespace ChatGrid.Rehearsal;

/// <summary>Something that the bot said in a talk.</summary>
/// <param name="Shown">All that a person would see of it: mentions, text, card and buttons.</param>
/// <param name="ToastFor">The one who tapped, when it is the answer to a tap that only that person sees.</param>
public sealed record BotMessage(Address To, string Shown, Card? Card, string Key, string? ToastFor = null)
{
    public bool Used { get; set; }
}

/// <summary>The chat of a rehearsal, which stands in for the built-in group chat and keeps what is said.</summary>
public sealed class RehearsalChannel : IChannel
{
    public const string Name = "webgroup:main";

    /// <summary>Every message in the order of its sending; survives a restart of the program.</summary>
    public List<BotMessage> Said { get; } = [];
    /// <summary>Cards as they look now, by chat and id.</summary>
    public Dictionary<(Address Chat, string Id), Card> Cards { get; } = [];
    private readonly HashSet<string> _keys = [];
    private readonly Lock _lock = new();

    public string Instance => Name;
    public Capabilities Capabilities { get; } = new() { VouchesForIds = true };

    public Task<SendResult> SendAsync(Outbound message, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (!_keys.Add(message.Key)) return Task.FromResult<SendResult>(new SendResult.Sent(message.Key));
            if (message.Card is { } card) Cards[(message.To, card.Id)] = card;
            if (!message.UpdatesCard) Said.Add(new(message.To, Show(message), message.Card, message.Key));
        }
        return Task.FromResult<SendResult>(new SendResult.Sent(message.Key));
    }

    /// <summary>The newest card in a chat that offers a button of this label, as it looks now.</summary>
    public CardButton? Button(Address chat, string label)
    {
        foreach (var said in Enumerable.Reverse(Said).Where(m => m.To == chat && m.Card is not null))
        {
            if (Cards[(chat, said.Card!.Id)].Buttons.FirstOrDefault(b => b.Label == label) is { } button) return button;
        }
        return null;
    }

    /// <summary>True when the whole text meets the pattern, in which * stands for anything.</summary>
    public static bool Meets(string text, string pattern) =>
        Regex.IsMatch(text, $"^{string.Join(".*", pattern.Split('*').Select(Regex.Escape))}$", RegexOptions.Singleline);

    private static string Show(Outbound message)
    {
        var shown = new StringBuilder();
        foreach (var mention in message.Mentions) shown.Append('@').Append(mention.Name).Append(' ');
        shown.Append(message.Text);
        if (message.Card is { } card)
        {
            shown.Append('\n').Append(card.Title);
            foreach (var field in card.Fields) shown.Append('\n').Append(field.Label).Append('：').Append(field.Value);
            foreach (var button in card.Buttons) shown.Append("\n[").Append(button.Label).Append(']');
        }
        return shown.ToString().Trim();
    }
}

/// <summary>A clock that stands still until it is turned.</summary>
public sealed class TurnedClock : TimeProvider
{
    private long _utcTicks;

    public DateTimeOffset Now
    {
        get => new(Interlocked.Read(ref _utcTicks), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _utcTicks, value.UtcTicks);
    }

    public override DateTimeOffset GetUtcNow() => Now;
    public override long GetTimestamp() => Interlocked.Read(ref _utcTicks);
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;
}
