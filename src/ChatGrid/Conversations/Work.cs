using ChatGrid.Grids;
using ChatGrid.Storage;

namespace ChatGrid.Conversations;

/// <summary>The tools that a piece of work speaks with.</summary>
public sealed record SpeakingTools(Outbox Outbox, WordingBook Wording, Speakers Speakers, ContactStore Contacts);

/// <summary>One transaction in which something happens and is said about: a turn, or what the clock brings.</summary>
public class Work(Session session, Town town, DateTimeOffset now, string key, SpeakingTools tools)
{
    private int _said;

    public Session Session => session;
    public Town Town => town;
    /// <summary>The moment of the work; one for the whole of it.</summary>
    public DateTimeOffset Now => now;
    /// <summary>Unique for this piece of work, equal when it is tried again.</summary>
    public string Key => key;
    public SpeakingTools Tools => tools;
    public virtual string Locale => Wording.Chinese;

    public string Text(string phrase, params ReadOnlySpan<(string Hole, object? Value)> values) =>
        tools.Wording.Now.Text(Locale, phrase, values);

    public Task SayAsync(Address to, string text, Sending sending = default) => SayAsync(new Outbound { Key = "", To = to, Text = text }, sending);

    /// <summary>Puts a message into the outbox; its key is made here.</summary>
    public Task SayAsync(Outbound message, Sending sending = default) =>
        tools.Outbox.AddAsync(session, town, message with { Key = $"{key}#{++_said}" }, sending, now);

    /// <summary>Draws a card over the one of the same id in a person's private chat, if there is one; nothing new is said.</summary>
    public Task RedrawAsync(string personId, Card card) =>
        SayAsync(new Outbound { Key = "", To = tools.Speakers.PrivateAddress(personId), Card = card, UpdatesCard = true });

    public Task TellAsync(string personId, string text, Card? card = null, int? ticket = null, Sending sending = default) =>
        SayAsync(new Outbound { Key = "", To = tools.Speakers.PrivateAddress(personId), Text = text, Card = card, Ticket = ticket }, sending);
}
