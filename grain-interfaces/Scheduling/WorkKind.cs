namespace Framemill.Scheduling;

/// <summary>The kinds of leased work, in the order in which a render needs them.</summary>
[GenerateSerializer, Alias("framemill.scheduling.work-kind")]
public enum WorkKind
{
    /// <summary>Fetch, probe, speak, lay out.</summary>
    Prepare = 0,
    Sound = 1,

    /// <summary>Render and encode the segments of one lane.</summary>
    Segments = 2,
    Assemble = 3,
}
