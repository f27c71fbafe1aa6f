using System.Collections.Concurrent;
using System.Globalization;
using Framemill.Engine.Clusters;
using Orleans;
using Orleans.Runtime;

namespace Framemill.Engine.Reminders;

/// <summary>Reminders that live as long as the cluster.</summary>
internal sealed class MemoryReminderTable(Cluster cluster) : IReminderTable
{
    private readonly ReminderRows _rows = cluster.GetShared(nameof(ReminderRows), static () => new ReminderRows());

    public Task<ReminderTableData> ReadRows(GrainId grainId) =>
        Task.FromResult(_rows.Where(row => row.GrainId == grainId));

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Task.FromResult(_rows.Where(row =>
    {
        var hash = row.GrainId.GetUniformHashCode();
        return begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;
    }));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        Task.FromResult(_rows.Where(row => row.GrainId == grainId && row.ReminderName == reminderName)
            .Reminders.FirstOrDefault());

    public Task<string?> UpsertRow(ReminderEntry entry) => Task.FromResult<string?>(_rows.Upsert(entry));

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        Task.FromResult(_rows.Remove(grainId, reminderName, eTag));

    public Task TestOnlyClearTable()
    {
        _rows.Clear();
        return Task.CompletedTask;
    }
}

/// <summary>The rows, by grain and name. Entries are copied in and out. Thread-safe.</summary>
internal sealed class ReminderRows
{
    private readonly ConcurrentDictionary<(GrainId Grain, string Name), ReminderEntry> _rows = new();
    private long _version;

    public ReminderTableData Where(Func<ReminderEntry, bool> wanted) =>
        new(_rows.Values.Where(wanted).Select(row => Copy(row, row.ETag)));

    public string Upsert(ReminderEntry entry)
    {
        var etag = Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture);
        _rows[(entry.GrainId, entry.ReminderName)] = Copy(entry, etag);
        return etag;
    }

    public bool Remove(GrainId grain, string name, string etag) =>
        _rows.TryGetValue((grain, name), out var row) && row.ETag == etag && _rows.TryRemove(new((grain, name), row));

    public void Clear() => _rows.Clear();

    private static ReminderEntry Copy(ReminderEntry row, string? etag) => new()
    {
        GrainId = row.GrainId,
        ReminderName = row.ReminderName,
        StartAt = row.StartAt,
        Period = row.Period,
        ETag = etag,
    };
}
