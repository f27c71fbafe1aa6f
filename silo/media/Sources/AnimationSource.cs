using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Sources;

/// <summary>The pictures of an animated GIF or WebP.</summary>
public sealed class AnimationSource : IAsyncDisposable
{
    public FrameSize Size => throw new NotImplementedException();

    /// <summary>When each picture appears; the same type as for video, so the same mapping from time to picture.</summary>
    public FrameIndex Index => throw new NotImplementedException();

    public PlanarImage FrameAt(int frame) => throw new NotImplementedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
