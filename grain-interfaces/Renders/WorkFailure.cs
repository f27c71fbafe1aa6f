namespace Framemill.Renders;

/// <summary>Work that came to nothing, and whether another try may help.</summary>
[GenerateSerializer, Immutable, Alias("framemill.renders.work-failure")]
public sealed record WorkFailure
{
    [Id(0)] public required WorkTicket Ticket { get; init; }

    /// <summary>True for outages and lost devices, false for edits and media that no try can render.</summary>
    [Id(1)] public required bool IsRetryable { get; init; }

    /// <summary>What the user is shown if this was the last try.</summary>
    [Id(2)] public required IReadOnlyList<EditError> Errors { get; init; }
}
