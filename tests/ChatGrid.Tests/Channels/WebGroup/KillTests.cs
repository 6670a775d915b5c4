using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using ChatGrid.Tests.TestKit;
using Microsoft.Data.Sqlite;

namespace ChatGrid.Tests.Channels.WebGroup;

/// <summary>500 messages over Direct Line to the real process, which is killed 20 times in the middle of them.</summary>
public sealed class KillTests : IDisposable
{
    private const int Messages = 500;
    private const int Kills = 20;
    private const string Secret = "a-secret-for-the-kill-test";
    private readonly string _data = Directory.CreateTempSubdirectory("chatgrid-kill-").FullName;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(20) };
    private readonly ConcurrentDictionary<int, string> _acknowledged = new();
    private readonly string _address = $"http://127.0.0.1:{FreePort()}";
    private Process? _process;
    private volatile bool _alive;

    public void Dispose()
    {
        Kill();
        _http.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Every_acknowledged_message_has_its_ticket_none_has_two_and_every_answer_reaches_the_chat()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var life = 0; life <= Kills; life++)
        {
            await StartAsync();
            var goal = life == Kills ? Messages : Math.Min(Messages - 1, _acknowledged.Count + random.Next(8, 30));
            await PostUntilAsync(goal, life == Kills ? null : random.Next(0, 25));
        }
        _acknowledged.Count.ShouldBe(Messages);
        await DrainedAsync();
        Kill();
        Check($"seed {seed}");
    }

    // Eight at once; when enough are acknowledged the process dies under the rest, some milliseconds later.
    private async Task PostUntilAsync(int goal, int? killAfter)
    {
        var open = new ConcurrentQueue<int>(Enumerable.Range(1, Messages).Where(i => !_acknowledged.ContainsKey(i)));
        var workers = Enumerable.Range(0, 8).Select(async _ =>
        {
            while (_alive && open.TryDequeue(out var i) && (killAfter is null || _acknowledged.Count < goal + 8))
            {
                try
                {
                    if (await PostAsync(i) is { } id) _acknowledged[i] = id;
                }
                catch (Exception e) when (e is HttpRequestException or TaskCanceledException or JsonException)
                {
                    // Not acknowledged: the next life gets it again, under the same id.
                }
            }
        }).ToList();
        if (killAfter is { } wait)
        {
            while (_acknowledged.Count < goal && workers.Exists(w => !w.IsCompleted)) await Task.Delay(2);
            await Task.Delay(wait);
            Kill();
        }
        await Task.WhenAll(workers);
    }

    private async Task<string?> PostAsync(int i)
    {
        var token = (await SendAsync("/v3/directline/tokens/generate", Secret, new { user = new { id = $"r{i}", name = $"住户{i}" }, conversationId = "tongxin-1" })).GetProperty("token").GetString()!;
        var answer = await SendAsync("/v3/directline/conversations/tongxin-1/activities", token, new
        {
            type = "message",
            text = $"{i}号楼2单元路灯坏了，麻烦修一下",
            from = new { id = $"r{i}" },
            channelData = new { clientActivityID = $"c{i}" },
        });
        return answer.GetProperty("id").GetString();
    }

    private async Task<JsonElement> SendAsync(string path, string token, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _address + path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new("Bearer", token);
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { typeof(WebProgram).Assembly.Location, "--data", _data, "--config", Repository.Folders.Config, "--dialogs", Repository.Folders.Dialogs, "--urls", _address })
            start.ArgumentList.Add(argument);
        start.Environment["ChatGrid__WebGroup__Secret"] = Secret;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        _process = Process.Start(start)!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        for (var i = 0; i < 600; i++)
        {
            _process.HasExited.ShouldBeFalse("the program ended by itself");
            try
            {
                _alive = (await _http.GetAsync(_address + "/health/live")).IsSuccessStatusCode;
                if (_alive) return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }
        throw new TimeoutException("the program did not answer within a minute");
    }

    private async Task DrainedAsync()
    {
        for (var i = 0; i < 300; i++)
        {
            if (await _http.GetStringAsync(_address + "/health/ready") == "ok 0") return;
            await Task.Delay(100);
        }
        (await _http.GetStringAsync(_address + "/health/ready")).ShouldBe("ok 0", "the outbox drains");
    }

    // Reads the database only.
    private void Check(string seed)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_data, "chatgrid.db")}");
        connection.Open();
        var tickets = Rows(connection, "SELECT requester_name || '|' || source_key FROM tickets");
        tickets.Count.ShouldBe(Messages, seed);
        tickets.Distinct().Count().ShouldBe(Messages, seed);
        foreach (var (i, id) in _acknowledged) tickets.ShouldContain($"住户{i}|{id}", seed);

        var texts = Rows(connection, "SELECT activity FROM webgroup_activities WHERE sender = 'chatgrid' AND conversation = 'tongxin-1'").ConvertAll(a => JsonDocument.Parse(a).RootElement);
        foreach (var i in _acknowledged.Keys)
        {
            var answers = texts.Where(a => a.TryGetProperty("text", out var t) && t.GetString()!.StartsWith($"@住户{i} ", StringComparison.Ordinal)).ToList();
            answers.ShouldHaveSingleItem($"{seed}, 住户{i}").GetProperty("channelData").GetProperty("key").GetString().ShouldNotBeNullOrEmpty();
        }
        Rows(connection, "SELECT number FROM tickets WHERE state IN (0, 1, 2, 4) AND (next_at IS NULL OR owner_id = '')").ShouldBeEmpty(seed);
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetValue(0).ToString()!);
        return rows;
    }

    private void Kill()
    {
        if (_process is null) return;
        _alive = false;
        if (!_process.HasExited) _process.Kill();   // SIGKILL
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
