using Framemill.Media.Edits;
using Framemill.Media.Sources;

namespace Framemill.Media.Composition;

/// <summary>Where the prepared media of a film lie on this machine.</summary>
public interface IFilmMedia
{
    /// <summary>The file stays where it is as long as the film is being rendered.</summary>
    ValueTask<PreparedMedia> FindAsync(AssetKey key, CancellationToken cancellationToken);
}

/// <summary>A local file and what looking into it has told.</summary>
public sealed record PreparedMedia
{
    public required string Path { get; init; }
    public required MediaFacts Facts { get; init; }

    /// <summary>Of a video; null for everything else.</summary>
    public FrameIndex? Index { get; init; }
}
