using System.Net;
using System.Net.Sockets;

namespace Framemill.Media.Assets;

/// <summary>
/// Makes HTTP connections that end only at public addresses, or at hosts an operator allows. The address is checked
/// where the socket is opened: what a name resolved to earlier does not count.
/// </summary>
public sealed class GuardedHttp(AssetOptions options)
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(10);

    /// <summary>How names become addresses.</summary>
    public Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <summary>A handler that follows no redirects, keeps no cookies and uses no proxy.</summary>
    public SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false, // Behind a proxy the address would be the proxy's.
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = ConnectTime,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        MaxResponseHeadersLength = 64,
        ConnectCallback = ConnectAsync,
    };

    public bool IsAllowedHost(string host, int port) => options.AllowedHosts.Any(allowed =>
        allowed.Equals(host, StringComparison.OrdinalIgnoreCase)
        || allowed.Equals($"{host}:{port}", StringComparison.OrdinalIgnoreCase));

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context,
        CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        var addresses = IPAddress.TryParse(target.Host, out var literal)
            ? [literal]
            : await Resolve(target.Host, cancellationToken);
        if (!IsAllowedHost(target.Host, target.Port)) addresses = [.. addresses.Where(AddressGuard.IsPublic)];
        if (addresses.Length == 0) throw new AddressForbiddenException(target.Host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
