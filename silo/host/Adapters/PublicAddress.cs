using Framemill.Silo.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Framemill.Silo.Adapters;

/// <summary>How the outside reaches this server: as configured, else where it listens.</summary>
internal sealed class PublicAddress(IServiceProvider services, IOptions<ServerOptions> options)
{
    /// <summary>Without a slash at its end.</summary>
    public string Base => Bases()[0];

    /// <summary>True for a URL that leads to this server.</summary>
    public bool IsOurs(Uri url) => Bases().Any(b =>
        Uri.TryCreate(b, UriKind.Absolute, out var own) && own.Scheme == url.Scheme && own.Port == url.Port
        && (own.Host == url.Host || (own.IsLoopback && url.IsLoopback)));

    // Asked anew each time: a port chosen by the system is known only once the server listens.
    private List<string> Bases()
    {
        var bases = new List<string>();
        if (options.Value.PublicUrl.Length > 0) bases.Add(options.Value.PublicUrl.TrimEnd('/'));
        var addresses = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        bases.AddRange(addresses.Select(Reachable));
        if (bases.Count == 0) bases.Add(ServerOptions.DefaultUrl);
        return bases;
    }

    /// <summary>An address that means every network card is no address to go to.</summary>
    private static string Reachable(string address) => address
        .Replace("//*", "//127.0.0.1", StringComparison.Ordinal).Replace("//+", "//127.0.0.1", StringComparison.Ordinal)
        .Replace("//0.0.0.0", "//127.0.0.1", StringComparison.Ordinal)
        .Replace("//[::]", "//127.0.0.1", StringComparison.Ordinal).TrimEnd('/');
}
