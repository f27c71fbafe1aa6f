namespace Framemill.Devices;

/// <summary>
/// Keys of what is pinned to a silo: devices <c>{silo}/{device}</c>, lanes <c>{silo}/{device}/{lease}</c>.
/// </summary>
public static class DeviceKey
{
    public static string Of(string siloName, string device) => $"{siloName}/{device}";

    public static string Lane(string deviceKey, string leaseId) => $"{deviceKey}/{leaseId}";

    public static string SiloOf(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? key : key[..slash];
    }
}
