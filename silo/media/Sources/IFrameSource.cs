using Framemill.Pixels;

namespace Framemill.Media.Sources;

/// <summary>Frames of one video by their place in its index. For one caller at a time.</summary>
public interface IFrameSource : IAsyncDisposable
{
    /// <summary>The frame of an index, for which the caller holds a reference. Rising indexes are fast.</summary>
    /// <exception cref="MediaException">
    /// Not a single frame could be decoded, or the decoder was ended before it was through.
    /// </exception>
    Task<PlanarImage> FrameAtAsync(int frame, CancellationToken cancellationToken);
}
