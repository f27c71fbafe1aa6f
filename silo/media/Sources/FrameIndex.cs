using Framemill.Media.Timelines;

namespace Framemill.Media.Sources;

/// <summary>
/// The presentation times of all frames of a video, in order, as the decoder will deliver them. What frame belongs
/// to a time is decided here, and nowhere by a decoder.
/// </summary>
public sealed class FrameIndex
{
    // Containers with coarse clocks (Matroska counts milliseconds) round each time; a frame that is a rounding late
    // must not lose its place to the one before.
    private static readonly Rational RoundingMax = new(1, 1000);
    private readonly long[] _timestamps;
    private readonly int[] _keyFrames;
    private readonly Rational _tolerance;

    /// <param name="timestamps">Strictly rising.</param>
    /// <param name="keyFrames">
    /// Places of the frames where decoding may start; empty when it must start at the beginning.
    /// </param>
    /// <param name="end">Timestamp at which the last frame ends.</param>
    public FrameIndex(
        Rational timeBase, Rational origin, IReadOnlyList<long> timestamps, IReadOnlyList<int> keyFrames, long end)
    {
        ArgumentOutOfRangeException.ThrowIfZero(timestamps.Count);
        TimeBase = timeBase;
        Origin = origin;
        End = end;
        _timestamps = [.. timestamps];
        _keyFrames = [.. keyFrames];
        var steps = Steps();
        _tolerance = Tolerance(steps);
        // Rounding to the clock of the container is not variation.
        HasVariableRate = steps.Length > 1
            && (steps[^1] - steps[0]) * timeBase > 2 * Rational.Max(timeBase, RoundingMax);
    }

    public int Count => _timestamps.Length;

    /// <summary>Seconds per tick of <see cref="Timestamps"/>.</summary>
    public Rational TimeBase { get; }

    /// <summary>The time in the file that counts as zero.</summary>
    public Rational Origin { get; }

    public long End { get; }

    public IReadOnlyList<long> Timestamps => _timestamps;

    public IReadOnlyList<int> KeyFrames => _keyFrames;

    /// <summary>From time zero to the end of the last frame, in seconds.</summary>
    public Rational Duration => (End * TimeBase) - Origin;

    /// <summary>The steps between frames differ by more than rounding.</summary>
    public bool HasVariableRate { get; }

    /// <summary>
    /// When a frame appears, in seconds from time zero. The first may lie a little before or after zero.
    /// </summary>
    public Rational TimeOf(int frame) => (_timestamps[frame] * TimeBase) - Origin;

    /// <summary>The frame that is seen at a time: the last that has appeared; the first before any has.</summary>
    public int FrameAt(Rational seconds)
    {
        var ticks = (seconds + Origin + _tolerance) / TimeBase;
        var latest = ticks >= new Rational(_timestamps[^1], 1) ? _timestamps[^1]
            : Math.Max(ticks.Floor(), _timestamps[0]);
        return FrameOf(latest);
    }

    /// <summary>
    /// The frame whose time in the file is this, or the last one before it; 0 when there is none before it.
    /// </summary>
    public int FrameOf(long timestamp)
    {
        var place = Array.BinarySearch(_timestamps, timestamp);
        return Math.Max(0, place >= 0 ? place : ~place - 1);
    }

    /// <summary>
    /// The last place at or before a frame where a decoder can start; 0 when only the beginning is left.
    /// </summary>
    public int KeyFrameAt(int frame)
    {
        var place = Array.BinarySearch(_keyFrames, frame);
        if (place < 0) place = ~place - 1;
        return place < 0 ? 0 : _keyFrames[place];
    }

    private long[] Steps()
    {
        var steps = new long[_timestamps.Length - 1];
        for (var i = 0; i < steps.Length; i++) steps[i] = _timestamps[i + 1] - _timestamps[i];
        Array.Sort(steps);
        return steps;
    }

    private Rational Tolerance(long[] steps) => steps.Length == 0
        ? Rational.Zero
        : Rational.Min(new Rational(steps[steps.Length / 2], 2) * TimeBase, Rational.Max(TimeBase, RoundingMax));
}
