#pragma warning disable CS9113, CA1822
using Framemill.Media.Processes;

namespace Framemill.Media.Sources;

/// <summary>Reads the presentation times of all frames of a video.</summary>
public sealed class FrameIndexer(ProcessRunner processes, SourceOptions options)
{
    public Task<MediaResult<FrameIndex>> IndexAsync(string path, MediaFacts facts, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
