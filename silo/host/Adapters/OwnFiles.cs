using Framemill.Storage.Objects;
using Microsoft.Extensions.DependencyInjection;

namespace Framemill.Silo.Adapters;

/// <summary>
/// Finds the file behind a URL that this server gave out, so that an edit may use it although the server's address is
/// not on the public internet.
/// </summary>
internal sealed class OwnFiles(PublicAddress address, IServiceProvider services)
{
    private const string Assets = "/v1/assets/";
    private const string Renders = "/v1/renders/";
    private const string Files = "/files/";

    /// <summary>Null for everything that is no stored file of ours.</summary>
    public string? PathOf(Uri url)
    {
        if (url.Scheme is not ("http" or "https") || KeyOf(url.AbsolutePath) is not { } key || !address.IsOurs(url))
            return null;
        return services.GetRequiredService<DiskObjectStore>().FindPath(key);
    }

    private static string? KeyOf(string path)
    {
        if (path.StartsWith(Assets, StringComparison.Ordinal))
            return Plain(path[Assets.Length..]) is { } file ? $"assets/{file}" : null;
        var files = path.IndexOf(Files, StringComparison.Ordinal);
        return path.StartsWith(Renders, StringComparison.Ordinal) && files > 0
            && Plain($"{path[Renders.Length..files]}/{path[(files + Files.Length)..]}") is { } name
            ? $"renders/{name}"
            : null;
    }

    /// <summary>An id and a name and nothing cunning.</summary>
    private static string? Plain(string path)
    {
        var parts = path.Split('/');
        return parts.Length == 2 && Guid.TryParseExact(parts[0], "D", out _)
            && parts[1].Length > 0 && char.IsAsciiLetterOrDigit(parts[1][0])
            && parts[1].All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_')
            ? path
            : null;
    }
}
