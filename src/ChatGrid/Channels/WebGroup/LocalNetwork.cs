using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace ChatGrid.Channels.WebGroup;

/// <summary>The addresses that other devices of the local network reach this machine by.</summary>
public static class LocalNetwork
{
    public static IEnumerable<string> Addresses() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(n => n.OperationalStatus == OperationalStatus.Up && n.NetworkInterfaceType != NetworkInterfaceType.Loopback)
        .OrderByDescending(n => n.GetIPProperties().GatewayAddresses.Count)
        .SelectMany(n => n.GetIPProperties().UnicastAddresses)
        .Where(a => a.Address.AddressFamily == AddressFamily.InterNetwork)
        .Select(a => a.Address.ToString());
}
