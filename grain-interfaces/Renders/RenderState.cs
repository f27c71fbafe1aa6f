namespace Framemill.Renders;

/// <summary>Where a render stands. Numbers are written to disk: they may only grow.</summary>
[GenerateSerializer, Alias("framemill.renders.state")]
public enum RenderState
{
    Queued = 0,

    /// <summary>A device admitted it: assets are fetched, probed, spoken.</summary>
    Preparing = 1,

    /// <summary>Segments are rendered and encoded.</summary>
    Rendering = 2,

    /// <summary>All segments are there: the film is put together.</summary>
    Saving = 3,
    Done = 4,
    Failed = 5,
    Cancelled = 6,
}
