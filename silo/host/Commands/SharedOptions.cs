using System.CommandLine;
using Framemill.Media.Assets;
using Framemill.Silo.Hosting;

namespace Framemill.Silo.Commands;

/// <summary>Options that several commands have, as the settings that they stand for.</summary>
internal static class SharedOptions
{
    public static Option<string?> Data() => new("--data")
    {
        Description = "Folder for films and state (setting Server:DataDirectory). Default: ~/.local/share/framemill",
    };

    public static Option<string[]> AllowedAssetHosts() => new("--allow-asset-host")
    {
        Description = "Host whose assets may be fetched although its address is private (setting Assets:AllowedHosts)",
        AllowMultipleArgumentsPerToken = false,
    };

    public static Dictionary<string, string?> Settings(
        ParseResult parsed, Option<string?> data, Option<string[]> allowedAssetHosts)
    {
        var settings = new Dictionary<string, string?>();
        if (parsed.GetValue(
            data) is { } folder) settings[$"{ServerOptions.Section}:{nameof(ServerOptions.DataDirectory)}"] = folder;
        const string hosts = $"{AssetOptions.Section}:{nameof(AssetOptions.AllowedHosts)}";
        foreach (var (i, host) in (parsed.GetValue(allowedAssetHosts) ?? []).Index()) settings[$"{hosts}:{i}"] = host;

        return settings;
    }
}
