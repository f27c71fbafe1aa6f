using Framemill.Scheduling;

namespace Framemill.Renders;

/// <summary>A render as its user may see it, at one moment.</summary>
[GenerateSerializer, Immutable, Alias("framemill.renders.view")]
public sealed record RenderView
{
    [Id(0)] public required string Id { get; init; }

    /// <summary>Grows with every change, so that a late view is recognised.</summary>
    [Id(1)] public required long Version { get; init; }
    [Id(2)] public required string Tenant { get; init; }
    [Id(3)] public required RenderState State { get; init; }
    [Id(4)] public IReadOnlyList<EditError> Errors { get; init; } = [];
    [Id(5)] public required DateTimeOffset Created { get; init; }
    [Id(6)] public required DateTimeOffset Updated { get; init; }

    /// <summary>Frames of the film; 0 until it is prepared.</summary>
    [Id(7)] public int FrameCount { get; init; }

    /// <summary>Frames in recorded segments plus those already encoded of the running ones.</summary>
    [Id(8)] public int FramesDone { get; init; }
    [Id(9)] public double DurationSeconds { get; init; }
    [Id(10)] public int Width { get; init; }
    [Id(11)] public int Height { get; init; }

    /// <summary>1 is next; 0 when nothing of it waits.</summary>
    [Id(12)] public int QueuePosition { get; init; }

    /// <summary>Why it waits, in words; null when it does not.</summary>
    [Id(13)] public string? WaitingBecause { get; init; }

    /// <summary>Expected seconds to the finished film; null while unknown.</summary>
    [Id(14)] public double? SecondsLeft { get; init; }

    /// <summary>From acceptance to the end, in milliseconds; null while running.</summary>
    [Id(15)] public long? RenderMilliseconds { get; init; }

    /// <summary>True from the first playable segment on.</summary>
    [Id(16)] public bool IsPlayable { get; init; }

    /// <summary>
    /// Files to be had now, as names under the render (<c>film.mp4</c>, <c>poster.jpg</c>, <c>preview.jpg</c>) and
    /// their object keys.
    /// </summary>
    [Id(17)] public IReadOnlyDictionary<string, string> Files { get; init; } = new Dictionary<string, string>();

    /// <summary>File extension of the film: mp4, gif, mp3, jpg, png, bmp.</summary>
    [Id(18)] public string Format { get; init; } = "mp4";
    [Id(19)] public int SegmentCount { get; init; }
    [Id(20)] public int SegmentsDone { get; init; }
    [Id(21)] public IReadOnlyList<RenderDestination> Destinations { get; init; } = [];
    [Id(22)] public WorkClass Class { get; init; }
    [Id(23)] public DateTimeOffset? Deadline { get; init; }
}
