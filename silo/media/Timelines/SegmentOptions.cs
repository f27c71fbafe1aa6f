namespace Framemill.Media.Timelines;

/// <summary>How a film is cut into segments.</summary>
public sealed record SegmentOptions
{
    public static SegmentOptions Default { get; } = new();

    /// <summary>Seconds of a segment, rounded to whole frames.</summary>
    public Rational Target { get; init; } = 2;

    /// <summary>Seconds of the first one: a short one is ready to be played sooner.</summary>
    public Rational First { get; init; } = new(1, 2);

    /// <summary>Names every setting of the encoder that can change a byte: it is part of each content key.</summary>
    public string Encoder { get; init; } = "";
}
