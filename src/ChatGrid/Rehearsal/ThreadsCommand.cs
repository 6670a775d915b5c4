using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatGrid.Conversations;
using ChatGrid.Tickets;

namespace ChatGrid.Rehearsal;

/// <summary><c>understand --threads</c>: stretches of talk go through the whole program; the tickets that stand open at the end come out.</summary>
public static class ThreadsCommand
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> RunAsync(Folders folders, TextReader input, TextWriter output)
    {
        var data = RehearsalData.Load(folders);
        while (await input.ReadLineAsync() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            await output.WriteLineAsync((await AnswerAsync(data, line)).ToJsonString(Plain));
        }
        await output.FlushAsync();
        return 0;
    }

    private static async Task<JsonObject> AnswerAsync(RehearsalData data, string line)
    {
        JsonNode? id = null;
        try
        {
            var row = JsonNode.Parse(line) as JsonObject ?? throw new FormatException("not an object");
            id = row["id"]?.DeepClone();
            var tickets = await TicketsAsync(data, row);
            return new() { ["id"] = id, ["tickets"] = tickets };
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            return new() { ["id"] = id, ["error"] = e.Message };
        }
    }

    private static async Task<JsonArray> TicketsAsync(RehearsalData data, JsonObject row)
    {
        var name = (string?)row["grid"] ?? throw new FormatException("grid is missing");
        var grid = data.Town.GridByName(name) ?? throw new FormatException($"there is no grid '{name}'");
        if (grid.Groups.Count == 0) throw new FormatException($"'{name}' has no group chat");
        var messages = row["messages"] as JsonArray ?? throw new FormatException("messages is missing");
        var folder = Directory.CreateTempSubdirectory("chatgrid-threads-");
        try
        {
            var clock = new TurnedClock { Now = messages.Count == 0 ? DateTimeOffset.UnixEpoch : At(data, messages[0]!) };
            await using var host = await RehearsalHost.StartAsync(data, Path.Combine(folder.FullName, "threads.db"), clock, new RehearsalChannel());
            await new ThreadTalk(data, host, clock, Address.Parse(grid.Groups[0])).PlayAsync(messages);
            var open = await host.Database.ReadAsync(s => host.Tickets.Store.OpenAsync(s, 100));
            return [.. open.OrderBy(t => t.Number).Select(Shown)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal static DateTimeOffset At(RehearsalData data, JsonNode message)
    {
        var local = DateTime.Parse((string?)message["at"] ?? throw new FormatException("at is missing"), CultureInfo.InvariantCulture, DateTimeStyles.None);
        return new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), data.Town.Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static JsonNode Shown(Ticket ticket) => new JsonObject
    {
        ["requester"] = ticket.RequesterName,
        ["item"] = ticket.Item,
        ["place"] = ticket.Place,
        ["emergency"] = ticket.Emergency,
        ["people"] = ticket.People,
    };
}

/// <summary>Brings the messages of a stretch of talk at their own moments; what falls due between them happens.</summary>
internal sealed class ThreadTalk(RehearsalData data, RehearsalHost host, TurnedClock clock, Address group)
{
    private readonly Dictionary<string, (string Key, string Text)> _last = [];
    private int _count;

    public async Task PlayAsync(JsonArray messages)
    {
        foreach (var message in messages.OfType<JsonObject>())
        {
            await GoToAsync(ThreadsCommand.At(data, message));
            await host.Turns.ReceiveAsync(Heard(message));
            await host.DrainAsync();
        }
        await host.States.EndAllBreathsAsync(CancellationToken.None);
    }

    private async Task GoToAsync(DateTimeOffset moment)
    {
        for (var stuck = 0; stuck < 50 && await host.NextDueAsync() is { } next && next <= moment;)
        {
            stuck = next <= clock.Now ? stuck + 1 : 0;
            if (next > clock.Now) clock.Now = next;
            await host.TickAsync();
        }
        if (moment > clock.Now) clock.Now = moment;
    }

    private Inbound Heard(JsonObject message)
    {
        var from = (string?)message["from"] ?? throw new FormatException("from is missing");
        var text = (string?)message["text"] ?? "";
        var key = $"m{++_count}";
        var quote = QuoteOf(message["quote"]);
        _last[from] = (key, text);
        return new()
        {
            DedupKey = key,
            MessageKey = key,
            ReplyTo = key,
            Conversation = group,
            Sender = new(data.Town.PersonByName(from)?.Id ?? from, from),
            Text = text,
            Quote = quote,
            At = clock.Now,
        };
    }

    // A quote is the quoted text, or an object with from and text.
    private Quoted? QuoteOf(JsonNode? quote)
    {
        if (quote is null) return null;
        var text = quote is JsonObject o ? (string?)o["text"] ?? "" : (string?)quote ?? "";
        var author = quote is JsonObject with ? (string?)with["from"] : null;
        var found = _last.FirstOrDefault(l => l.Value.Text.Length > 0 && text.Contains(l.Value.Text, StringComparison.Ordinal));
        return new(found.Value.Key, author ?? found.Key, text);
    }
}
