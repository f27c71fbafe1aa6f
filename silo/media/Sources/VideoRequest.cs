using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Sources;

/// <summary>A clip to be decoded, and the size that its frames shall have.</summary>
public sealed record VideoRequest
{
    public required string Path { get; init; }
    public required MediaFacts Facts { get; init; }
    public required FrameIndex Index { get; init; }

    /// <summary>What every frame is scaled to. See <see cref="WorkingSize.Within"/>.</summary>
    public required FrameSize Size { get; init; }
    public PixelPool Pool { get; init; } = PixelPool.Shared;
}
