using System.Diagnostics.CodeAnalysis;
using Framemill.Scheduling;

namespace Framemill.Devices;

/// <summary>
/// What a device holds against what it can hold: work, and the models it needs. It refuses what does not fit, whoever
/// granted it, and drops what was not renewed in time: by then the work may be another's. Models stay when their work
/// is done; the one that was used longest ago goes when room is needed.
/// </summary>
public sealed class DeviceLedger(DeviceDescription description)
{
    private sealed class Entry(Lease lease, DateTimeOffset started)
    {
        public Lease Lease => lease;

        public DateTimeOffset Started => started;

        public DateTimeOffset Lapses { get; set; } = started + lease.Duration;
    }

    private readonly Dictionary<string, Entry> _held = new(StringComparer.Ordinal);
    private readonly List<EndedLease> _ended = [];
    private readonly Dictionary<string, Model> _models = new(StringComparer.Ordinal);
    private IReadOnlyList<Lease>? _heldNow;
    private long _workBytes;
    private int _lanes;
    private long _sequence;
    private long _uses;

    private sealed record Model(ResidentModel Resident, long LastUse);

    public DeviceDescription Description => description;

    /// <summary>It admits nothing more.</summary>
    public bool IsDraining { get; set; }

    public IReadOnlyList<Lease> Held => _heldNow ??= _held.Values.Select(e => e.Lease).ToArray();

    public bool Holds(string leaseId) => _held.ContainsKey(leaseId);

    /// <summary>Bytes of all work and all models, those at rest too. Never more than the device has.</summary>
    public long BookedBytes => _workBytes + _models.Values.Sum(m => m.Resident.Bytes);

    /// <summary>Models in memory, in use or not.</summary>
    public IReadOnlyList<ResidentModel> Models => _models.Count == 0
        ? []
        : _models.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => m.Value.Resident).ToArray();

    /// <summary>
    /// Books a granted lease. False when it does not fit, is held already, or the work is held under a newer epoch;
    /// what does not fit goes back to the pool with the next offer.
    /// </summary>
    public bool Admit(Lease lease, DateTimeOffset now)
    {
        if (_held.ContainsKey(lease.Id)) return false;
        foreach (var held in _held.Values)
        {
            if (held.Lease.Work.Id == lease.Work.Id && held.Lease.Epoch > lease.Epoch) return false;
        }

        if (IsDraining || !HasRoomFor(lease.Work))
        {
            _ended.Add(Ended(lease.Id, LeaseEnd.Returned, TimeSpan.Zero, 0));
            return false;
        }

        _held.Add(lease.Id, new Entry(lease, now));
        Booked(lease.Work, +1);
        if (lease.Work.Model is { } need)
            _models[need.Key] = new Model(new ResidentModel(need.Key, BytesOf(need)), ++_uses);
        while (BookedBytes > description.MemoryBytes) ForgetOldestModel();
        return true;
    }

    /// <summary>Takes a lease off the books; the next offer tells the pool. False when it is not held.</summary>
    /// <param name="loading">Part of the time in which its model was loaded.</param>
    public bool End(string leaseId, LeaseEnd end, int frames, DateTimeOffset now, TimeSpan loading = default)
    {
        if (!Remove(leaseId, out var entry)) return false;
        _ended.Add(Ended(leaseId, end, Elapsed(entry, now), frames) with { Loading = loading });
        return true;
    }

    /// <summary>Takes a lease off the books that the pool took away already.</summary>
    public bool Forget(string leaseId) => Remove(leaseId, out _);

    public DeviceOffer Offer(string deviceId, DateTimeOffset now)
    {
        // The clock carries the order across a restart of the device.
        _sequence = Math.Max(_sequence + 1, now.UtcTicks);
        return new DeviceOffer
        {
            DeviceId = deviceId,
            Description = description,
            Held = Held,
            Ended = _ended.ToArray(),
            IsDraining = IsDraining,
            Sequence = _sequence,
            Models = Models,
        };
    }

    /// <summary>
    /// The pool answered: what it was told need not be told again, and what it did not take away holds on, counted from
    /// when the offer was made.
    /// </summary>
    public void Renewed(DeviceOffer offer, PullAnswer answer, DateTimeOffset offeredAt)
    {
        if (offer.Ended.Count > 0)
        {
            var told = offer.Ended.Select(e => e.LeaseId).ToHashSet(StringComparer.Ordinal);
            _ended.RemoveAll(e => told.Contains(e.LeaseId));
        }

        foreach (var lease in offer.Held)
        {
            if (!_held.TryGetValue(lease.Id, out var entry) || answer.Revoked.Contains(lease.Id)) continue;
            entry.Lapses = offeredAt + lease.Duration;
        }
    }

    /// <summary>Leases that were not renewed in time: stop the work, then forget them.</summary>
    public IReadOnlyList<string> Lapsed(DateTimeOffset now) =>
        _held.Where(e => e.Value.Lapses <= now).Select(e => e.Key).ToArray();

    private bool HasRoomFor(WorkItem work)
    {
        var isLane = work.Kind == WorkKind.Segments;
        var taken = isLane ? _lanes : _held.Count - _lanes;
        var slots = isLane ? description.LaneSlots : description.LightSlots;
        if (taken >= slots) return false;
        if (work.Model is null && _models.Count == 0) return _workBytes + work.MemoryBytes <= description.MemoryBytes;
        var needed = _held.Values.Select(e => e.Lease.Work.Model).Append(work.Model).OfType<ModelNeed>()
            .GroupBy(m => m.Key, StringComparer.Ordinal).Sum(g => g.Max(BytesOf));
        return _workBytes + work.MemoryBytes + needed <= description.MemoryBytes;
    }

    private bool Remove(string leaseId, [NotNullWhen(true)] out Entry? entry)
    {
        if (!_held.Remove(leaseId, out entry)) return false;
        Booked(entry.Lease.Work, -1);
        return true;
    }

    private void Booked(WorkItem work, int change)
    {
        _heldNow = null;
        _workBytes += change * work.MemoryBytes;
        if (work.Kind == WorkKind.Segments) _lanes += change;
    }

    /// <summary>Who needs it may not know how large it became.</summary>
    private long BytesOf(ModelNeed need) =>
        _models.TryGetValue(need.Key, out var known) ? Math.Max(known.Resident.Bytes, need.Bytes) : need.Bytes;

    private void ForgetOldestModel()
    {
        var inUse = _held.Values.Select(e => e.Lease.Work.Model?.Key).ToHashSet(StringComparer.Ordinal);
        _models.Remove(_models.Where(m => !inUse.Contains(m.Key)).MinBy(m => m.Value.LastUse).Key);
    }

    private static EndedLease Ended(string leaseId, LeaseEnd end, TimeSpan busy, int frames) =>
        new() { LeaseId = leaseId, End = end, Busy = busy, Frames = frames };

    private static TimeSpan Elapsed(Entry entry, DateTimeOffset now) =>
        now > entry.Started ? now - entry.Started : TimeSpan.Zero;
}
