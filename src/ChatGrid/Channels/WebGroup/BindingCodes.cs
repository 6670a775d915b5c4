using System.Globalization;
using System.Security.Cryptography;
using ChatGrid.Conversations;
using ChatGrid.Storage;

namespace ChatGrid.Channels.WebGroup;

/// <summary>One-time codes by which a browser becomes a person of the town's list: eight digits, for a day, given out on the staff page.</summary>
public sealed class BindingCodes(Database database, BindingCodeStore store, ContactStore contacts, SigningKey key, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private const int Digits = 8;
    private readonly PersonRates _attempts = new(new Rate(true, 10, TimeSpan.FromMinutes(10)), clock);

    /// <summary>Makes a code for a person; an earlier one of theirs is void.</summary>
    public async Task<string> CreateAsync(string personId)
    {
        var code = RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture);
        var now = clock.GetUtcNow();
        await database.WriteAsync(s => store.AddAsync(s, Hash(code), personId, now, now + Lifetime));
        return code;
    }

    /// <summary>False when whoever asks has tried too often.</summary>
    public bool MayTry(string who) => _attempts.Take(who) == TimeSpan.Zero;

    /// <summary>Binds the account to the code's person, and uses the code up.</summary>
    /// <returns>The person, or null when the code is not good.</returns>
    public async Task<string?> BindAsync(string code, string account)
    {
        var digits = new string([.. code.Where(char.IsAsciiDigit)]);
        if (digits.Length != Digits) return null;
        var now = clock.GetUtcNow();
        return await database.WriteAsync(async session =>
        {
            var person = await store.UseAsync(session, Hash(digits), now);
            if (person is not null)
                await contacts.LinkAsync(session, new() { Channel = ChatConversations.Channel, ExternalId = account, Person = person }, now);
            return person;
        });
    }

    private string Hash(string code) => key.Hash("binding code", code);
}
