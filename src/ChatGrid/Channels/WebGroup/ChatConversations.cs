using System.Buffers.Text;
using System.Text;
using ChatGrid.Conversations;
using ChatGrid.Grids;

namespace ChatGrid.Channels.WebGroup;

/// <summary>A group chat of this server.</summary>
/// <param name="Grid">Null for the town's staff group.</param>
public sealed record ChatGroup(string Id, string Name, Grid? Grid);

/// <summary>A conversation by its Direct Line id and by its address; a private one has no group.</summary>
public sealed record ChatConversation(string Id, Address Address, ChatGroup? Group);

/// <summary>Which conversations there are: the group chats that the town names, and one private chat per person.</summary>
public sealed class ChatConversations(TownBook towns)
{
    public const string Channel = "webgroup:main";
    private const string GroupPrefix = Channel + "/group/";
    private const string PrivatePrefix = "u.";
    private const string StaffGroupName = "网格工作群";
    public const string BotId = "chatgrid";
    public const int MostPersonBytes = 96;

    public IEnumerable<ChatGroup> Groups => towns.Now.Grids.SelectMany(g => g.Groups)
        .Where(a => a.StartsWith(GroupPrefix, StringComparison.Ordinal)).Select(a => FindGroup(a[GroupPrefix.Length..])!);

    /// <param name="code">Code of a grid, or id of a group.</param>
    public ChatGroup? FindGroup(string code)
    {
        var town = towns.Now;
        var address = GroupPrefix + code;
        if (town.GridOfGroup(address) is { } grid) return new(code, grid.GroupName ?? grid.Name, grid);
        if (town.Facts.StaffGroup == address) return new(code, town.Facts.Name + StaffGroupName, null);
        var first = town.GridByCode(code)?.Groups.FirstOrDefault(a => a.StartsWith(GroupPrefix, StringComparison.Ordinal));
        return first is null ? null : FindGroup(first[GroupPrefix.Length..]);
    }

    public ChatConversation? Find(string id)
    {
        if (PersonOf(id) is { } person) return new(id, Address.Private(Channel, person), null);
        return FindGroup(id) is { } group && group.Id == id ? new(id, Address.Group(Channel, id), group) : null;
    }

    public static string PrivateId(string person) => PrivatePrefix + Base64Url.EncodeToString(Encoding.UTF8.GetBytes(person));

    public static string IdOf(Address address) => address.IsGroup ? address.Id : PrivateId(address.Id);

    /// <summary>What an id of a person may be: no slash, as addresses have them, and nothing that cannot be seen.</summary>
    public static bool IsPersonId(string id) =>
        id.Length is > 0 and <= MostPersonBytes && Encoding.UTF8.GetByteCount(id) <= MostPersonBytes && !id.Any(c => c is '/' or '|' || char.IsControl(c) || char.IsSurrogate(c) || char.IsWhiteSpace(c)) && id != BotId;

    private static string? PersonOf(string id)
    {
        if (!id.StartsWith(PrivatePrefix, StringComparison.Ordinal) || id.Length > 300 || !Base64Url.IsValid(id.AsSpan(PrivatePrefix.Length))) return null;
        var person = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(id.AsSpan(PrivatePrefix.Length)));
        return IsPersonId(person) && PrivateId(person) == id ? person : null;
    }
}
