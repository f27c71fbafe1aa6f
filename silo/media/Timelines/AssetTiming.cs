using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>How time runs inside an asset.</summary>
/// <param name="HasDuration">False for pictures and text, which last as long as one likes.</param>
/// <param name="Trim">Seconds left out at its beginning.</param>
/// <param name="Speed">Its seconds for each second of the clip.</param>
/// <param name="Ramp">Where the speed changes instead; the clip's length knows nothing of it.</param>
public readonly record struct AssetTiming(bool HasDuration, Rational Trim, Rational Speed, Tweenable? Ramp = null)
{
    public static AssetTiming Of(Asset asset) => asset switch
    {
        VideoAsset video => new(true, video.Trim, video.Speed, video.SpeedRamp),
        AudioAsset audio => new(true, audio.Trim, audio.Speed),
        TextToSpeechAsset speech => new(true, speech.Trim, speech.Speed),
        CaptionAsset caption => new(true, caption.Trim, caption.Speed),
        RichCaptionAsset => new(true, Rational.Zero, Rational.One),
        LumaAsset luma => new(true, luma.Trim, Rational.One),
        ImageToVideoAsset video => new(true, Rational.Zero, video.Speed),
        _ => new(false, Rational.Zero, Rational.One),
    };

    /// <param name="clipLength">How long the clip lasts: tweens may last to its end.</param>
    public Rational SourceTime(Rational localTime, Rational clipLength) => Ramp is null
        ? Trim + (localTime * Speed)
        : Trim + TimeGrid.Nearest(new SpeedRamp(Ramp, clipLength.ToDouble()).SourceSeconds(localTime.ToDouble()));

    /// <summary>Null for what has no duration, or stands still.</summary>
    public Rational? NaturalLength(AssetFacts? facts) =>
        HasDuration && facts?.Duration is { } duration && Speed > Rational.Zero
            ? TimeGrid.Snap(Rational.Max(Rational.Zero, duration - Trim) / Speed)
            : null;
}
