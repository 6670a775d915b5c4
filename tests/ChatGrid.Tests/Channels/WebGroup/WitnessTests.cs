using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace ChatGrid.Tests.Channels.WebGroup;

/// <summary>Microsoft's own client, <c>botframework-directlinejs</c> from npm, as a witness that our Direct Line is one.</summary>
public sealed class WitnessTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    [Fact]
    public async Task Microsofts_own_client_talks_in_a_group_over_WebSocket_and_polling()
    {
        var folder = await InstallAsync();
        await using var server = await ChatServer.StartAsync();
        using var node = Start("node", folder, Path.Combine(Source(), "witness.mjs"), server.Address.GetLeftPart(UriPartial.Authority), ChatServer.Secret);
        using var patience = new CancellationTokenSource(Patience);
        await using var _ = patience.Token.Register(() => node.Kill(true));
        var result = "";
        while (await node.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (line.StartsWith('{')) result = line;
            if (line.StartsWith("ask ", StringComparison.Ordinal)) await DoAsync(server, line[4..], node);
        }
        await node.WaitForExitAsync(CancellationToken.None);
        result.ShouldNotBeEmpty(patience.IsCancellationRequested ? $"the client did not end within {Patience}" : await node.StandardError.ReadToEndAsync(CancellationToken.None));
        var told = JsonNode.Parse(result)!;
        ((string?)told["failed"]).ShouldBeNull(result);
        told["passed"]!.AsArray().Count.ShouldBe(17, result);
    }

    private static async Task DoAsync(ChatServer server, string what, Process node)
    {
        if (what == "restart") await server.RestartAsync();
        else server.Clock.Ahead = TimeSpan.FromMinutes(31);
        try
        {
            await node.StandardInput.WriteLineAsync("done");
        }
        catch (IOException)
        {
            // It has ended; what it said last tells why.
        }
    }

    // Outside the source tree, once for each set of packages; another run may be doing the same.
    private static async Task<string> InstallAsync()
    {
        var lockFile = Path.Combine(Source(), "package-lock.json");
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(lockFile)).AsSpan(0, 6));
        var installed = Path.Combine(Path.GetTempPath(), $"chatgrid-packages-{hash}");
        if (Directory.Exists(installed)) return installed;
        var folder = Directory.CreateTempSubdirectory("chatgrid-packages-").FullName;
        File.Copy(lockFile, Path.Combine(folder, "package-lock.json"));
        File.Copy(Path.Combine(Source(), "package.json"), Path.Combine(folder, "package.json"));
        using var npm = Start("npm", folder, "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        using var patience = new CancellationTokenSource(Patience);
        var said = npm.StandardOutput.ReadToEndAsync(patience.Token);
        var problems = await npm.StandardError.ReadToEndAsync(patience.Token);
        await npm.WaitForExitAsync(patience.Token);
        npm.ExitCode.ShouldBe(0, $"npm could not install the witness: {await said} {problems}");
        if (Directory.Exists(installed)) return folder;
        Directory.Move(folder, installed);
        return installed;
    }

    private static Process Start(string program, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new InvalidOperationException($"'{program}' is needed for this test and is not there ({e.Message}). Install Node.js 20 or later with npm; tests/run.sh does.", e);
        }
    }

    private static string Source()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "ChatGrid.sln"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, "tests", "ChatGrid.Tests", "Channels", "WebGroup", "witness");
    }
}
