using System.Diagnostics.CodeAnalysis;

namespace Framemill.Scheduling;

/// <summary>
/// Which work failed where lately. A failure may be the device's fault or the work's: work that fails on a second
/// device too is at fault itself, until a third one does it.
/// </summary>
internal sealed class FailureBook
{
    private sealed class Entry
    {
        public List<string> Devices { get; } = [];

        public string Last { get; set; } = "";

        public DateTimeOffset Until { get; set; }
    }

    private readonly Dictionary<string, Entry> _failures = new(StringComparer.Ordinal);

    /// <summary>The device on which work failed last; empty for none.</summary>
    public string LastOf(string workId) => _failures.TryGetValue(workId, out var entry) ? entry.Last : "";

    /// <param name="until">When it may be forgotten.</param>
    /// <param name="acquitted">Set when it is known from now on that this device was not at fault.</param>
    /// <returns>True when nothing but the device is known to be at fault.</returns>
    public bool Failed(string workId, string deviceId, DateTimeOffset until, out string? acquitted)
    {
        acquitted = null;
        if (!_failures.TryGetValue(workId, out var entry)) _failures.Add(workId, entry = new Entry());
        (entry.Last, entry.Until) = (deviceId, until);
        if (entry.Devices.Contains(deviceId)) return false; // It counts once.
        entry.Devices.Add(deviceId);
        if (entry.Devices.Count == 2) acquitted = entry.Devices[0];
        return entry.Devices.Count == 1;
    }

    /// <summary>The work was done after all. False when it had not failed.</summary>
    /// <param name="devices">Those on which it failed.</param>
    public bool Done(string workId, [NotNullWhen(true)] out IReadOnlyList<string>? devices)
    {
        var isKnown = _failures.Remove(workId, out var entry);
        devices = entry?.Devices;
        return isKnown;
    }

    public void Forget(DateTimeOffset now)
    {
        foreach (var (id, failed) in _failures)
        {
            if (failed.Until <= now) _failures.Remove(id);
        }
    }
}
