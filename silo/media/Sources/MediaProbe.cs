#pragma warning disable CS9113, CA1822
using Framemill.Media.Processes;

namespace Framemill.Media.Sources;

/// <summary>Finds out what a file is, by its bytes and never by its name, before anything of it is decoded.</summary>
public sealed partial class MediaProbe(ProcessRunner processes, SourceOptions options)
{
    /// <summary>Facts, or a problem that its owner understands. Never opens a playlist, never the network.</summary>
    public async Task<MediaResult<MediaFacts>> ProbeAsync(string path, CancellationToken cancellationToken)
    {
        var file = new FileInfo(path);
        if (!file.Exists) return new MediaProblem(MediaProblemCode.Missing, "The file does not exist.");
        if (file.Length == 0) return new MediaProblem(MediaProblemCode.Empty, "The file is empty (0 bytes).");
        await Task.CompletedTask;
        throw new NotImplementedException();
    }
}
