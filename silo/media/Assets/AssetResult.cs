using System.Diagnostics.CodeAnalysis;

namespace Framemill.Media.Assets;

/// <summary>An asset, or why it could not be had.</summary>
public readonly record struct AssetResult
{
    public FetchedAsset? Asset { get; private init; }

    public AssetProblem? Problem { get; private init; }

    [MemberNotNullWhen(true, nameof(Asset))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Asset is not null;

    public static implicit operator AssetResult(FetchedAsset asset) => new() { Asset = asset };

    public static implicit operator AssetResult(AssetProblem problem) => new() { Problem = problem };
}
