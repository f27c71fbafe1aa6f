namespace Framemill.Media.Sound;

/// <summary>
/// Side-chain of the music: from the voice's level, hop by hop, to the music's gain. It knows the voice ahead of
/// time, so the music is down when a word begins and does not pump in the pauses between words. Pure.
/// </summary>
internal sealed class Ducker
{
    private readonly double _threshold;
    private readonly double _depth;
    private readonly double _attack;
    private readonly double _release;
    private readonly int _hold;
    private long _heard;
    private long _given;
    private readonly Queue<long> _speaking = new();
    private long _lastSpeaking = long.MinValue / 2;
    private double _decibels;

    public Ducker(SoundOptions options)
    {
        _threshold = SoundFormat.FromDecibels(options.SpeechThreshold);
        _depth = options.DuckingDecibels;
        LookAheadHops = Hops(options.DuckingLookAhead);
        _hold = Hops(options.DuckingHold);
        _attack = _depth / Math.Max(1, Hops(options.DuckingAttack));
        _release = _depth / Math.Max(1, Hops(options.DuckingRelease));
    }

    public int LookAheadHops { get; }

    /// <summary>Hops in which a gain below one was given.</summary>
    public long HopsDucked { get; private set; }

    /// <summary>Takes the voice's root mean square over the next hop.</summary>
    public void Hear(double level)
    {
        if (level > _threshold) _speaking.Enqueue(_heard);
        _heard++;
    }

    /// <summary>
    /// The music's gain at the end of the next hop. The voice must have been heard as far ahead as it looks.
    /// </summary>
    public float Next()
    {
        while (_speaking.TryPeek(out var hop) && hop <= _given + LookAheadHops) _lastSpeaking = _speaking.Dequeue();
        var target = _lastSpeaking >= _given - _hold ? -_depth : 0;
        _decibels = target < _decibels
            ? Math.Max(target, _decibels - _attack)
            : Math.Min(target, _decibels + _release);
        _given++;
        if (_decibels < 0) HopsDucked++;
        return (float)SoundFormat.FromDecibels(_decibels);
    }

    private static int Hops(TimeSpan time) => (int)Math.Ceiling(
        time.TotalMilliseconds * SoundFormat.Rate / 1000 / SoundFormat.HopSamples);
}
