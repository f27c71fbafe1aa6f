using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>Holds what the edit wants of its assets against what they turned out to be.</summary>
internal static class AssetChecks
{
    public static IEnumerable<EditProblem> Run(Edit edit, IReadOnlyDictionary<AssetKey, AssetFacts> known)
    {
        foreach (var reference in edit.Assets())
        {
            if (!known.TryGetValue(reference.Key, out var facts))
            {
                yield return new(
                    EditProblemCodes.AssetMissing,
                    reference.Pointer,
                    "Nothing is known of this asset: it was not fetched.");
            }
            else if (Unusable(reference.Use, facts) is { } reason)
            {
                yield return new(EditProblemCodes.AssetUnusable, reference.Pointer, reason);
            }
        }
    }

    private static string? Unusable(AssetUse use, AssetFacts facts) => use switch
    {
        AssetUse.Video when !facts.HasVideo => "The file holds no moving picture.",
        AssetUse.Image or AssetUse.Luma when facts.Size.Pixels == 0 => "The file holds no picture.",
        AssetUse.Audio or AssetUse.Soundtrack or AssetUse.Speech when !facts.HasAudio => "The file holds no sound.",
        AssetUse.Captions when facts.Kind != MediaKind.Captions => "The file holds no captions (SRT or VTT).",
        AssetUse.Look when facts.Kind != MediaKind.Look => "The file holds no table of colours (.cube).",
        AssetUse.Font when facts.Kind != MediaKind.Font => "The file is no font.",
        _ => null,
    };
}
