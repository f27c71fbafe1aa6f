using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>How time runs inside an asset.</summary>
/// <param name="Trim">Seconds left out at its beginning.</param>
/// <param name="Speed">Its seconds for each second of the clip.</param>
public readonly record struct AssetTiming(Rational Trim, Rational Speed)
{
    public static AssetTiming Of(Asset asset) => asset switch
    {
        VideoAsset video => new(video.Trim, video.Speed),
        AudioAsset audio => new(audio.Trim, audio.Speed),
        TextToSpeechAsset speech => new(speech.Trim, speech.Speed),
        CaptionAsset caption => new(caption.Trim, caption.Speed),
        LumaAsset luma => new(luma.Trim, Rational.One),
        ImageToVideoAsset video => new(Rational.Zero, video.Speed),
        _ => new(Rational.Zero, Rational.One),
    };

    public Rational SourceTime(Rational localTime) => Trim + (localTime * Speed);

    /// <summary>Null for what has no duration, or stands still.</summary>
    public Rational? NaturalLength(AssetFacts? facts) =>
        facts?.Duration is { } duration && Speed > Rational.Zero
            ? TimeGrid.Snap(Rational.Max(Rational.Zero, duration - Trim) / Speed)
            : null;
}
