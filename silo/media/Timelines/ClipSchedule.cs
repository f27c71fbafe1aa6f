using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>Works out starts and lengths that depend on assets, on other clips or on the timeline's end.</summary>
internal sealed class ClipSchedule
{
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, Entry> _aliases = new(StringComparer.Ordinal);
    private readonly int[] _trackSizes;

    /// <summary>What a reference to no clip counts as.</summary>
    private Rational? _unknownAlias = Rational.Zero;

    private ClipSchedule(IReadOnlyList<Track> tracks, Func<Asset, NaturalLength> naturalLength)
    {
        _trackSizes = [.. tracks.Select(t => t.Clips.Count)];
        Entry? previous = null;
        foreach (var (_, index, clip) in ClipWalk.All(tracks))
        {
            var entry = new Entry(clip, index == 0 ? null : previous, naturalLength(clip.Asset));
            _entries.Add(entry);
            if (clip.Alias is { } alias)
                _aliases.TryAdd(alias, entry);
            previous = entry;
        }
    }

    /// <summary>What can be told without the assets.</summary>
    public static ClipTimes WhatIsKnown(IReadOnlyList<Track> tracks)
    {
        var schedule = new ClipSchedule(tracks, asset =>
            new(AssetTiming.Of(asset).HasDuration ? null : NaturalLength.Still, null)) { _unknownAlias = null };
        schedule.Settle();
        return schedule.Times();
    }

    /// <summary>The clips that wait for each other for ever, whatever the assets are.</summary>
    public static IReadOnlyList<(int Track, int Index)> Cycles(IReadOnlyList<Track> tracks)
    {
        var schedule = new ClipSchedule(tracks, _ => new(NaturalLength.Still, null));
        schedule.SettleAll();
        return [.. schedule.Times().All().Where(t => t.Time.End is null).Select(t => (t.Track, t.Index))];
    }

    /// <summary>All times. A clip in a cycle, which reading an edit refuses, counts as zero.</summary>
    public static ClipTimes Complete(IReadOnlyList<Track> tracks, Func<Asset, NaturalLength> naturalLength)
    {
        var schedule = new ClipSchedule(tracks, naturalLength);
        schedule.SettleAll();
        foreach (var entry in schedule._entries)
        {
            entry.Start ??= Rational.Zero;
            entry.Length ??= Rational.Zero;
        }

        return schedule.Times();
    }

    /// <summary>Goes over the clips as long as that settles something.</summary>
    private void Settle()
    {
        bool progress;
        do
        {
            progress = false;
            foreach (var entry in _entries)
                progress |= entry.IsOpen && Settle(entry);
        }
        while (progress);
    }

    private void SettleAll()
    {
        Settle();
        while (SettleEnds())
            Settle();
    }

    private bool Settle(Entry entry)
    {
        var before = (entry.Start.HasValue, entry.Length.HasValue);
        entry.Start ??= entry.Clip.Start switch
        {
            ClipStart.Seconds seconds => seconds.Value,
            ClipStart.Auto => entry.Previous is { } previous ? previous.Start + previous.Length : Rational.Zero,
            ClipStart.Alias alias => _aliases.TryGetValue(alias.Name, out var other) ? other.Start : _unknownAlias,
            _ => throw new InvalidOperationException("No such start."),
        };
        entry.Length ??= entry.Clip.Length switch
        {
            ClipLength.Seconds seconds => seconds.Value,
            ClipLength.Auto => entry.Natural.Auto,
            ClipLength.End => null,
            ClipLength.Alias alias => _aliases.TryGetValue(alias.Name, out var other) ? other.Length : _unknownAlias,
            _ => throw new InvalidOperationException("No such length."),
        };
        return before != (entry.Start.HasValue, entry.Length.HasValue);
    }

    /// <summary>Lets the clips that last "to the end" end there: where the latest of the others ends.</summary>
    private bool SettleEnds()
    {
        var waiting = _entries.FindAll(e => e.Start is not null && e.Length is null && e.Clip.Length is ClipLength.End);
        if (waiting.Count == 0)
            return false;
        var settled = _entries.FindAll(e => e.Start is not null && e.Length is not null);

        // When every clip waits for the end, their own lengths make it.
        var end = settled.Count > 0
            ? settled.Max(e => e.Start!.Value + e.Length!.Value)
            : waiting.Max(e => e.Start!.Value + (e.Natural.Auto ?? NaturalLength.Still));
        foreach (var entry in waiting)
        {
            var rest = Rational.Max(Rational.Zero, end - entry.Start!.Value);
            entry.Length = entry.Natural.Cap is { } cap ? Rational.Min(rest, cap) : rest;
        }

        return true;
    }

    private ClipTimes Times()
    {
        var tracks = new List<ClipTime[]>();
        var next = 0;
        foreach (var size in _trackSizes)
        {
            tracks.Add([.. _entries.Skip(next).Take(size).Select(e => new ClipTime(e.Start, e.Length))]);
            next += size;
        }

        return new(tracks);
    }

    private sealed class Entry(Clip clip, Entry? previous, NaturalLength natural)
    {
        public Clip Clip { get; } = clip;

        public Entry? Previous { get; } = previous;

        public NaturalLength Natural { get; } = natural;

        public Rational? Start { get; set; }

        public Rational? Length { get; set; }

        public bool IsOpen => Start is null || Length is null;
    }
}
