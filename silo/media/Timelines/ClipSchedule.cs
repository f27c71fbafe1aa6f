using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>Works out starts and lengths that depend on assets, on other clips or on the timeline's end.</summary>
/// <remarks>
/// Each clip is looked at again only when one that it depends on is settled: the work grows with the clips.
/// </remarks>
internal sealed class ClipSchedule
{
    private readonly List<Entry> _entries = [];
    private readonly Queue<Entry> _ready = [];
    private readonly int[] _trackSizes;
    private List<Entry> _waitingForEnd = [];
    private Rational? _latestEnd;

    /// <param name="unknownAlias">What a reference to no clip counts as.</param>
    private ClipSchedule(IReadOnlyList<Track> tracks, Func<Asset, NaturalLength> naturalLength, Rational? unknownAlias)
    {
        _trackSizes = [.. tracks.Select(t => t.Clips.Count)];
        var aliases = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (var (_, _, clip) in ClipWalk.All(tracks))
        {
            var entry = new Entry(clip, naturalLength(clip.Asset));
            _entries.Add(entry);
            if (clip.Alias is { } alias)
                aliases.TryAdd(alias, entry);
        }

        var next = 0;
        foreach (var (_, index, clip) in ClipWalk.All(tracks))
        {
            var entry = _entries[next];
            Connect(entry, index == 0 ? null : _entries[next - 1], aliases, unknownAlias);
            _ready.Enqueue(entry);
            if (clip.Length is ClipLength.End)
                _waitingForEnd.Add(entry);
            next++;
        }
    }

    /// <summary>What can be told without the assets.</summary>
    public static ClipTimes WhatIsKnown(IReadOnlyList<Track> tracks)
    {
        var schedule = new ClipSchedule(
            tracks, asset => new(AssetTiming.Of(asset).HasDuration ? null : NaturalLength.Still, null), null);
        schedule.Settle();
        return schedule.Times();
    }

    /// <summary>The clips that wait for each other for ever, whatever the assets are.</summary>
    public static IReadOnlyList<(int Track, int Index)> Cycles(IReadOnlyList<Track> tracks)
    {
        var schedule = new ClipSchedule(tracks, _ => new(NaturalLength.Still, null), Rational.Zero);
        schedule.SettleAll();
        return [.. schedule.Times().All().Where(t => t.Time.End is null).Select(t => (t.Track, t.Index))];
    }

    /// <summary>All times. A clip in a cycle, which reading an edit refuses, counts as zero.</summary>
    public static ClipTimes Complete(IReadOnlyList<Track> tracks, Func<Asset, NaturalLength> naturalLength)
    {
        var schedule = new ClipSchedule(tracks, naturalLength, Rational.Zero);
        schedule.SettleAll();
        foreach (var entry in schedule._entries)
        {
            entry.Start ??= Rational.Zero;
            entry.Length ??= Rational.Zero;
        }

        return schedule.Times();
    }

    private static void Connect(
        Entry entry, Entry? previous, Dictionary<string, Entry> aliases, Rational? unknownAlias)
    {
        switch (entry.Clip.Start)
        {
            case ClipStart.Seconds seconds:
                entry.Start = seconds.Value;
                break;
            case ClipStart.Auto when previous is null:
                entry.Start = Rational.Zero;
                break;
            case ClipStart.Auto:
                entry.Follows = previous;
                previous!.Dependents.Add(entry);
                break;
            case ClipStart.Alias alias when aliases.TryGetValue(alias.Name, out var other):
                entry.StartsWith = other;
                other.Dependents.Add(entry);
                break;
            case ClipStart.Alias:
                entry.Start = unknownAlias;
                break;
            default:
                throw new InvalidOperationException("No such start.");
        }

        switch (entry.Clip.Length)
        {
            case ClipLength.Seconds seconds:
                entry.Length = seconds.Value;
                break;
            case ClipLength.Auto:
                entry.Length = entry.Natural.Auto;
                break;
            case ClipLength.Alias alias when aliases.TryGetValue(alias.Name, out var other):
                entry.LastsLike = other;
                other.Dependents.Add(entry);
                break;
            case ClipLength.Alias:
                entry.Length = unknownAlias;
                break;
            case ClipLength.End:
                break;
            default:
                throw new InvalidOperationException("No such length.");
        }
    }

    private void SettleAll()
    {
        Settle();
        while (SettleEnds())
            Settle();
    }

    private void Settle()
    {
        while (_ready.TryDequeue(out var entry))
        {
            var before = (entry.Start, entry.Length);
            entry.Start ??= entry.StartsWith?.Start ?? (entry.Follows?.Start + entry.Follows?.Length);
            entry.Length ??= entry.LastsLike?.Length;
            if (entry.IsTold && before == (entry.Start, entry.Length))
                continue;

            // Each clip passes here three times at most: at first, with its start, with its length.
            entry.IsTold = true;
            if (entry.Start + entry.Length is { } end)
                _latestEnd = _latestEnd is { } latest ? Rational.Max(latest, end) : end;
            foreach (var dependent in entry.Dependents)
                _ready.Enqueue(dependent);
        }
    }

    /// <summary>Lets the clips that last "to the end" end there: where the latest of the others ends.</summary>
    private bool SettleEnds()
    {
        var settling = _waitingForEnd.FindAll(e => e.Start is not null);
        if (settling.Count == 0)
            return false;
        _waitingForEnd = _waitingForEnd.FindAll(e => e.Start is null);

        // When every clip waits for the end, their own lengths make it.
        var end = _latestEnd ?? settling.Max(e => e.Start!.Value + (e.Natural.Auto ?? NaturalLength.Still));
        foreach (var entry in settling)
        {
            var rest = Rational.Max(Rational.Zero, end - entry.Start!.Value);
            entry.Length = entry.Natural.Cap is { } cap ? Rational.Min(rest, cap) : rest;
            entry.IsTold = false;
            _ready.Enqueue(entry);
        }

        return true;
    }

    private ClipTimes Times()
    {
        var tracks = new List<ClipTime[]>();
        var next = 0;
        foreach (var size in _trackSizes)
        {
            tracks.Add([.. _entries.GetRange(next, size).Select(e => new ClipTime(e.Start, e.Length))]);
            next += size;
        }

        return new(tracks);
    }

    private sealed class Entry(Clip clip, NaturalLength natural)
    {
        public Clip Clip { get; } = clip;

        public NaturalLength Natural { get; } = natural;

        public Rational? Start { get; set; }

        public Rational? Length { get; set; }

        /// <summary>The clip at whose end this one begins.</summary>
        public Entry? Follows { get; set; }

        /// <summary>The clip whose start this one copies.</summary>
        public Entry? StartsWith { get; set; }

        /// <summary>The clip whose length this one copies.</summary>
        public Entry? LastsLike { get; set; }

        public List<Entry> Dependents { get; } = [];

        /// <summary>Its dependents have seen it as it is.</summary>
        public bool IsTold { get; set; }
    }
}
