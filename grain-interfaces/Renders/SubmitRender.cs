using Framemill.Scheduling;

namespace Framemill.Renders;

/// <summary>Asks for a film. The edit travels as the JSON text that the user posted.</summary>
[GenerateSerializer, Immutable, Alias("framemill.renders.submit")]
public sealed record SubmitRender
{
    [Id(0)] public required string Edit { get; init; }

    /// <summary>Whose work this is: fair share and quotas go by it.</summary>
    [Id(1)] public string Tenant { get; init; } = "default";

    /// <summary>
    /// Where assets named by relative path lie; null refuses local files, as for every edit from the network.
    /// </summary>
    [Id(2)] public string? LocalAssetRoot { get; init; }
    [Id(3)] public WorkClass Class { get; init; }

    /// <summary>When the film should be done; null for no deadline. A late film is finished all the same.</summary>
    [Id(4)] public DateTimeOffset? Deadline { get; init; }
}
