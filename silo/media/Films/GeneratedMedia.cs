using Framemill.Media.Edits;

namespace Framemill.Media.Films;

/// <summary>What a model is asked for.</summary>
internal static class GeneratedMedia
{
    /// <summary>What the asset is used as, whether it was fetched or made.</summary>
    public static AssetUse UseOf(AssetReference reference) => reference.Use is not AssetUse.Generation
        ? reference.Use
        : reference.Asset switch
        {
            VideoAsset or ImageToVideoAsset => AssetUse.Video,
            AudioAsset => AssetUse.Audio,
            _ => AssetUse.Image,
        };

    /// <summary>The model that the user names; null for none.</summary>
    public static string? ModelOf(Asset? asset) => asset switch
    {
        VideoAsset video => video.Generation?.Model,
        ImageAsset image => image.Generation?.Model,
        AudioAsset audio => audio.Generation?.Model,
        _ => null,
    };
}
