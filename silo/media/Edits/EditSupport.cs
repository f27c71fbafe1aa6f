using System.Collections.Frozen;

namespace Framemill.Media.Edits;

/// <summary>
/// The one table of what the contract allows and the renderer cannot do yet. Whoever teaches it one of these takes the
/// line out.
/// </summary>
internal static class EditSupport
{
    private static readonly FrozenSet<AssetKind> MissingAssets = FrozenSet.ToFrozenSet(
    [
        AssetKind.RichCaption,
        AssetKind.Shape,
        AssetKind.Svg,
        AssetKind.Luma,
        AssetKind.Html,
        AssetKind.Html5,
        AssetKind.TextToImage,
        AssetKind.ImageToVideo,
    ]);

    private static readonly ClipRule[] ClipRules =
    [
        new("/asset/type", "Assets of this type are", clip => MissingAssets.Contains(clip.Asset.Kind)),
        new("/asset/prompt", "Assets made from a prompt are", clip => GenerationOf(clip.Asset) is not null),
        new("/asset/chromaKey", "Chroma keys are", clip => clip.Asset is VideoAsset { ChromaKey: not null }),
        new("/asset/animation", "Text animations are", clip => AnimationOf(clip.Asset) is not null),
        new("/asset/src", "Captions written down from another clip's speech are", clip => IsTranscribed(clip.Asset)),
    ];

    private static readonly OutputRule[] OutputRules =
    [
        new("/scaleTo", "Scaling to another resolution is", output => output.ScaleTo is not null),
    ];

    public static IEnumerable<EditProblem> Problems(Edit edit)
    {
        for (var track = 0; track < edit.Timeline.Tracks.Count; track++)
        {
            var clips = edit.Timeline.Tracks[track].Clips;
            for (var clip = 0; clip < clips.Count; clip++)
            {
                foreach (var rule in ClipRules)
                {
                    if (rule.Applies(clips[clip]))
                        yield return Problem(EditPointers.Clip(track, clip) + rule.Pointer, rule.What);
                }
            }
        }

        foreach (var rule in OutputRules)
        {
            if (rule.Applies(edit.Output))
                yield return Problem("/output" + rule.Pointer, rule.What);
        }
    }

    private static EditProblem Problem(string pointer, string what) =>
        new(EditProblemCodes.NotSupported, pointer, $"{what} not supported yet.");

    private static Generation? GenerationOf(Asset asset) => asset switch
    {
        VideoAsset video => video.Generation,
        ImageAsset image => image.Generation,
        AudioAsset audio => audio.Generation,
        _ => null,
    };

    private static TextAnimation? AnimationOf(Asset asset) => asset switch
    {
        TextAsset text => text.Animation,
        RichTextAsset text => text.Animation,
        _ => null,
    };

    private static bool IsTranscribed(Asset asset) =>
        asset is CaptionAsset caption && ClipAlias.NameIn(caption.Source) is not null;

    private sealed record ClipRule(string Pointer, string What, Func<Clip, bool> Applies);

    private sealed record OutputRule(string Pointer, string What, Func<Output, bool> Applies);
}
