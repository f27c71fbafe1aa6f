using System.Globalization;
using System.Text.Json.Serialization;

namespace Framemill.Media.Timelines;

/// <summary>Frames per second as an exact fraction.</summary>
public readonly record struct FrameRate(int Numerator, int Denominator)
{
    public static FrameRate Default => new(25, 1);

    /// <summary>How long one frame stands, in seconds.</summary>
    [JsonIgnore]
    public Rational FrameDuration => new(Denominator, Numerator);

    [JsonIgnore]
    public Rational FramesPerSecond => new(Numerator, Denominator);

    /// <summary>When the frame begins, in seconds from the first one.</summary>
    public Rational TimeOf(long frame) => new((Int128)frame * Denominator, Numerator);

    /// <summary>The frame edge nearest to a moment. Two clips that meet get the same edge.</summary>
    public long NearestFrame(Rational seconds) => (seconds * FramesPerSecond).Round();

    /// <summary>The frame that is on screen at a moment.</summary>
    public long FrameAt(Rational seconds) => (seconds * FramesPerSecond).Floor();

    public double ToDouble() => (double)Numerator / Denominator;

    public override string ToString() => Denominator == 1
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");
}
