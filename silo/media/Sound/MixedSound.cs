using Framemill.Media.Edits;

namespace Framemill.Media.Sound;

/// <summary>
/// A film's mixed sound: a file or a stream of 48 kHz stereo 32-bit floats, interleaved, little-endian, without a
/// header.
/// </summary>
public sealed record MixedSound
{
    /// <summary>Empty when the samples went straight into a stream.</summary>
    public string Path { get; init; } = "";

    /// <summary>Per channel: exactly as long as the film.</summary>
    public required long SampleCount { get; init; }

    /// <summary>Integrated loudness in LUFS; null for silence and for less than 400 ms.</summary>
    public required double? Loudness { get; init; }

    /// <summary>In dBTP; null for silence.</summary>
    public required double? TruePeak { get; init; }

    /// <summary>Loudness before it was normalised; null where there was none.</summary>
    public required double? LoudnessBefore { get; init; }

    public required double GainDecibels { get; init; }

    /// <summary>The most that the limiter took away, in dB (zero or negative).</summary>
    public required double LimiterDecibels { get; init; }

    /// <summary>Seconds in which music was softer under speech.</summary>
    public required double DuckedSeconds { get; init; }

    /// <summary>Sounds that ended before they should, and why.</summary>
    public IReadOnlyList<SoundShortage> Shortages { get; init; } = [];
}

public sealed record SoundShortage(AssetKey Key, string Detail);
