using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using QRCoder;

namespace ChatGrid.Channels.WebGroup;

/// <summary>Tells on the console where to open the chat, and with <c>--lan</c> the code for other devices.</summary>
public sealed class StartNotice(IServer server, IHostApplicationLifetime lifetime, DemoGate gate) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() => Write(Console.Out));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Write(TextWriter console)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        foreach (var address in addresses) console.WriteLine($"ChatGrid: open {Readable(address)}/");
        if (!gate.IsLan || addresses.FirstOrDefault() is not { } first) return;
        console.WriteLine($"ChatGrid: other devices of this network enter the code {gate.Code}, or open (scan):");
        var urls = LocalNetwork.Addresses().Select(ip => $"{With(first, ip)}{DemoGate.Path}?code={gate.Code}").ToList();
        foreach (var url in urls) console.WriteLine($"  {url}");
        if (urls.FirstOrDefault() is not { } shown) return;
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(shown, QRCodeGenerator.ECCLevel.L);
        using var qr = new AsciiQRCode(data);
        console.WriteLine(qr.GetGraphic(1));
    }

    private static string Readable(string address) => With(address, "localhost");

    // Kestrel says [::] or 0.0.0.0 for every address of the machine.
    private static string With(string address, string host)
    {
        var url = new Uri(address.Replace("//+", "//0.0.0.0", StringComparison.Ordinal).Replace("//*", "//0.0.0.0", StringComparison.Ordinal));
        return new UriBuilder(url) { Host = host }.Uri.GetLeftPart(UriPartial.Authority);
    }
}
