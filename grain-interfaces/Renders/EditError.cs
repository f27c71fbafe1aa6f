namespace Framemill.Renders;

/// <summary>One fault of an edit.</summary>
[GenerateSerializer, Immutable, Alias("framemill.renders.edit-error")]
public sealed record EditError
{
    /// <summary>Stable, lower case with underscores: <c>clip_overlap</c>.</summary>
    [Id(0)] public required string Code { get; init; }

    /// <summary>Where in the edit, as an RFC 6901 JSON pointer; empty for the whole.</summary>
    [Id(1)] public required string Pointer { get; init; }

    /// <summary>For a person: what is wrong and what would be right.</summary>
    [Id(2)] public required string Detail { get; init; }
}
