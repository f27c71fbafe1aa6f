using Framemill.Media.Assets;
using Framemill.Media.Edits;

namespace Framemill.Media.Films;

/// <summary>
/// Makes assets from prompts. What it makes for the same key is the same bytes every time it is asked: it keeps them.
/// </summary>
public interface IAssetGenerator
{
    /// <summary>The file that a model made, or in words for the user which model is missing or what it lacks.</summary>
    Task<GenerationResult> GenerateAsync(AssetReference reference, CancellationToken cancellationToken);
}

/// <param name="File">Held for the caller; null where there is a reason.</param>
public readonly record struct GenerationResult(FetchedAsset? File, string? Reason);
