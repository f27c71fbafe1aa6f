using Framemill.Scheduling;

namespace Framemill.Renders;

/// <summary>What was asked for. Written once, when the render is accepted.</summary>
[GenerateSerializer, Immutable, Alias("framemill.renders.edit-state")]
public sealed record RenderEdit
{
    [Id(0)] public int Schema { get; init; } = 1;
    [Id(1)] public string Tenant { get; init; } = "";
    [Id(2)] public string Edit { get; init; } = "";
    [Id(3)] public string MergedEdit { get; init; } = "";
    [Id(4)] public string? LocalAssetRoot { get; init; }
    [Id(5)] public string? Callback { get; init; }
    [Id(6)] public string Format { get; init; } = "mp4";
    [Id(7)] public DateTimeOffset Created { get; init; }
    [Id(8)] public IReadOnlyList<RenderDestination> Destinations { get; init; } = [];
    [Id(9)] public WorkClass Class { get; init; }
    [Id(10)] public DateTimeOffset? Deadline { get; init; }

    /// <summary>Null when the deadline can still be met.</summary>
    public static EditError? FaultOf(DateTimeOffset? deadline, DateTimeOffset now) => deadline <= now
        ? new EditError
        {
            Code = "deadline_passed",
            Pointer = "/schedule/deadline",
            Detail = $"The deadline {deadline:O} has passed.",
        }
        : null;
}
