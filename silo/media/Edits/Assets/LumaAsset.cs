using Framemill.Media.Timelines;

namespace Framemill.Media.Edits;

/// <summary>A matte for the clips of its track: white shows, black hides. It may overlap them in time.</summary>
public sealed record LumaAsset : Asset
{
    public override AssetKind Kind => AssetKind.Luma;

    public required string Source { get; init; }

    public Rational Trim { get; init; }
}
