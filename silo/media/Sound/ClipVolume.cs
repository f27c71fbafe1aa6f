using Framemill.Media.Edits;

namespace Framemill.Media.Sound;

/// <summary>How loud the user wants an asset; null for what makes no sound.</summary>
internal sealed record ClipVolume(Tweenable Volume, VolumeEffect Effect)
{
    /// <summary>Length of a fade; in shorter sounds half of their length.</summary>
    public const double FadeSeconds = 2;

    public static ClipVolume? Of(Asset asset) => asset switch
    {
        VideoAsset video => new(video.Volume, video.VolumeEffect),
        AudioAsset audio => new(audio.Volume, audio.VolumeEffect),
        TextToSpeechAsset speech => new(speech.Volume, speech.VolumeEffect),
        ImageToVideoAsset => new(Tweenable.One, VolumeEffect.None),
        _ => null,
    };
}
