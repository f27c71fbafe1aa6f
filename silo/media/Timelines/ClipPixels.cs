using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>All of a clip that can change its pixels, and nothing else.</summary>
internal sealed record ClipPixels
{
    public required Clip Clip { get; init; }

    public required Rational Start { get; init; }

    public required Rational Length { get; init; }

    public required int FirstFrame { get; init; }

    public required int FrameCount { get; init; }

    public AssetFacts? Facts { get; init; }

    public SpeechSync? Sync { get; init; }

    public static ClipPixels Of(FilmClip clip) => new()
    {
        Clip = clip.Clip with
        {
            // Names and the ways to say a time change no pixel; the times themselves stand below.
            Id = null,
            Alias = null,
            Start = new ClipStart.Seconds(clip.Start),
            Length = new ClipLength.Seconds(clip.Length),
            Asset = Picture(clip.Clip.Asset),
            Look = clip.Clip.Look is { } look ? look with { Source = clip.LookFacts!.ContentHash } : null,
        },
        Start = clip.Start,
        Length = clip.Length,
        FirstFrame = clip.FirstFrame,
        FrameCount = clip.FrameCount,
        Sync = clip.Sync,

        // The bytes count, not where they came from: a signed URL differs each time.
        Facts = clip.Facts is { } facts ? facts with { Key = default, HasAudio = false } : null,
    };

    /// <summary>True for assets whose look depends on fonts.</summary>
    public static bool IsText(Asset asset) => asset.Kind is AssetKind.Text or AssetKind.RichText or AssetKind.Title
        or AssetKind.Caption or AssetKind.RichCaption or AssetKind.Html or AssetKind.Html5 or AssetKind.Svg;

    private static Asset Picture(Asset asset) => asset switch
    {
        VideoAsset video => video with
        {
            Source = null,
            Generation = null,
            Volume = Tweenable.One,
            VolumeEffect = VolumeEffect.None,
            Transcode = false,
        },
        ImageAsset image => image with { Source = null, Generation = null },
        LumaAsset luma => luma with { Source = "" },
        CaptionAsset caption => caption with { Source = "" },
        RichCaptionAsset caption => caption with { Source = "" },
        _ => asset,
    };
}
