namespace Framemill.Renders;

/// <summary>How far a render is. Small, since it is written for every finished segment.</summary>
[GenerateSerializer, Immutable, Alias("framemill.renders.progress-state")]
public sealed record RenderProgress
{
    [Id(0)] public int Schema { get; init; } = 1;

    /// <summary>False until the edit is durable: before that there is no render.</summary>
    [Id(1)] public bool IsAccepted { get; init; }
    [Id(2)] public RenderState State { get; init; }

    /// <summary>One bit a segment, see <see cref="SegmentSet"/>.</summary>
    [Id(3)] public byte[] FinishedSegments { get; init; } = [];
    [Id(4)] public bool SoundIsDone { get; init; }

    /// <summary>Failed tries by work id; an entry goes when its work is done.</summary>
    [Id(5)] public IReadOnlyDictionary<string, int> Failures { get; init; } = new Dictionary<string, int>();
    [Id(6)] public IReadOnlyList<EditError> Errors { get; init; } = [];
    [Id(7)] public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();
    [Id(8)] public DateTimeOffset Updated { get; init; }
    [Id(9)] public DateTimeOffset? Ended { get; init; }
    [Id(10)] public CallbackState Callback { get; init; }

    /// <summary>Devices lost at it, by work id.</summary>
    [Id(11)] public IReadOnlyDictionary<string, int> Losses { get; init; } = new Dictionary<string, int>();
}
