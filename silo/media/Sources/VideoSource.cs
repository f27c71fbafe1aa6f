#pragma warning disable CS9113, CA1822
using Framemill.Media.Processes;
using Framemill.Pixels;

namespace Framemill.Media.Sources;

/// <summary>A clip opened for its frames.</summary>
public sealed class VideoSource(ProcessRunner processes, SourceOptions options, VideoRequest request) : IAsyncDisposable
{
    /// <summary>Why frames are missing at the end; null while none is.</summary>
    public MediaProblem? Problem { get; private set; }

    /// <summary>
    /// The frame of an index, for which the caller holds a reference. Rising indexes are fast; a step back or a long step
    /// ahead starts the decoder anew. Frames that cannot be decoded are replaced by the last one before them, and
    /// <see cref="Problem"/> says so when the clip ended too early.
    /// </summary>
    /// <exception cref="MediaException">Not a single frame could be decoded.</exception>
    public Task<PlanarImage> FrameAtAsync(int frame, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
