using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Framemill.Api.Security;

/// <summary>Counts requests by key and API in windows of a fixed length.</summary>
public sealed class RequestRates(IOptions<ApiOptions> options, TimeProvider time)
{
    private const int CountersMax = 100_000;
    private readonly ConcurrentDictionary<(string Tenant, string Api), (long Window, int Count)> _counters = new();

    /// <param name="IsAllowed">False when the window's requests are used up.</param>
    /// <param name="Remaining">Requests left in this window.</param>
    /// <param name="ResetSeconds">Until the next window.</param>
    public readonly record struct Verdict(
        bool IsAllowed, int Limit, int Remaining, int ResetSeconds, int WindowSeconds);

    /// <summary>Null where nothing is limited.</summary>
    public Verdict? Count(string tenant, string api, bool isSandbox)
    {
        var settings = options.Value;
        if (settings.Keys.Count == 0 && !settings.LimitWithoutKeys) return null;
        if (LimitOf(settings, api, isSandbox) is not (> 0 and var limit)) return null;

        var seconds = time.GetUtcNow().ToUnixTimeSeconds();
        var length = (long)settings.RequestWindow.TotalSeconds;
        var window = seconds / length;
        if (_counters.Count > CountersMax) _counters.Clear();
        var (_, count) = _counters.AddOrUpdate(
            (tenant, isSandbox ? api + "/stage" : api),
            _ => (window, 1),
            (_, known) => known.Window == window ? (window, known.Count + 1) : (window, 1));
        return new Verdict(
            count <= limit, limit, Math.Max(0, limit - count), (int)(((window + 1) * length) - seconds), (int)length);
    }

    private static int LimitOf(ApiOptions settings, string api, bool isSandbox) => (api, isSandbox) switch
    {
        ("serve", false) => settings.ServeRequestsMax,
        ("serve", true) => settings.ServeSandboxRequestsMax,
        ("ingest", false) => settings.IngestRequestsMax,
        ("ingest", true) => settings.IngestSandboxRequestsMax,
        (_, false) => settings.EditRequestsMax,
        (_, true) => settings.EditSandboxRequestsMax,
    };
}
