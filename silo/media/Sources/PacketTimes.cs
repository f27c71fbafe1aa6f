using System.Globalization;

namespace Framemill.Media.Sources;

/// <summary>Gathers what ffprobe says of a video's packets and makes the frame index of it. Pure.</summary>
internal sealed class PacketTimes(int framesMax)
{
    private readonly List<(long Timestamp, long Duration, bool IsKey)> _frames = [];
    private long? _firstKey;

    public bool IsFull { get; private set; }

    /// <summary>Some packet that is shown has no presentation time.</summary>
    public bool LacksTimes { get; private set; }

    /// <summary>Takes a line "pts|dts|duration|flags". False when there are too many.</summary>
    public bool AddPacket(string line)
    {
        var fields = line.Split('|');
        if (fields.Length < 4) return true;
        // Cut away by an edit list: decoded for others' sake, never shown.
        var isDiscarded = fields[3].Contains('D', StringComparison.Ordinal);
        if (!long.TryParse(fields[0], CultureInfo.InvariantCulture, out var timestamp))
        {
            LacksTimes |= !isDiscarded;
            return true;
        }

        var isKey = fields[3].StartsWith('K');
        if (isKey) _firstKey ??= timestamp;
        _ = long.TryParse(fields[2], CultureInfo.InvariantCulture, out var duration);
        return isDiscarded || Add(timestamp, duration, isKey);
    }

    /// <summary>Takes the time of a decoded frame: it says nothing of where decoding may start.</summary>
    public void AddFrame(long timestamp) => Add(timestamp, 0, false);

    public FrameIndex? Build(MediaFacts facts)
    {
        // What lies before the first key frame refers to pictures that are not in the file.
        var start = _firstKey ?? long.MinValue;
        var ordered = _frames.Where(frame => frame.Timestamp >= start).OrderBy(frame => frame.Timestamp)
            .DistinctBy(frame => frame.Timestamp).ToList();
        if (ordered.Count == 0) return null;
        var timestamps = ordered.ConvertAll(frame => frame.Timestamp);
        var keyFrames = Enumerable.Range(0, ordered.Count).Where(place => ordered[place].IsKey).ToList();
        return new FrameIndex(facts.TimeBase, facts.Origin, timestamps, keyFrames, End(facts, ordered));
    }

    private static long End(MediaFacts facts, List<(long Timestamp, long Duration, bool IsKey)> ordered)
    {
        var (last, duration, _) = ordered[^1];
        if (duration > 0) return last + duration;
        if (ordered.Count > 1) return last + ((last - ordered[0].Timestamp) / (ordered.Count - 1));
        var whole = facts.Duration is { } seconds ? ((seconds + facts.Origin) / facts.TimeBase).Floor() : last;
        return Math.Max(last + 1, whole);
    }

    private bool Add(long timestamp, long duration, bool isKey)
    {
        if (_frames.Count >= framesMax)
        {
            IsFull = true;
            return false;
        }

        _frames.Add((timestamp, duration, isKey));
        return true;
    }
}
