namespace ChatGrid.Conversations;

/// <summary>Where a message goes or comes from, as one durable string: <c>webgroup:main/group/tongxin-1</c>.</summary>
/// <param name="Channel">Kind and instance, <c>webgroup:main</c>.</param>
/// <param name="IsGroup">A group chat, else the private chat with one person.</param>
/// <param name="Id">The platform's id of the group or the person.</param>
public readonly record struct Address(string Channel, bool IsGroup, string Id)
{
    public static Address Group(string channel, string id) => new(channel, true, id);
    public static Address Private(string channel, string id) => new(channel, false, id);

    public static Address Parse(string text)
    {
        var first = text.IndexOf('/', StringComparison.Ordinal);
        var second = first < 0 ? -1 : text.IndexOf('/', first + 1);
        if (second < 0) throw new FormatException($"'{text}' is no address: kind:instance/group|user/id");
        return new(text[..first], text[(first + 1)..second] == "group", text[(second + 1)..]);
    }

    public override string ToString() => $"{Channel}/{(IsGroup ? "group" : "user")}/{Id}";
}
