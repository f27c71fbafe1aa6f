namespace Framemill.Media.Edits;

/// <summary>Asks a model to make the asset.</summary>
public sealed record Generation
{
    public required string Prompt { get; init; }

    /// <summary>Null for the default model of the kind.</summary>
    public string? Model { get; init; }

    /// <summary>What the model is told beyond the prompt: a JSON object as text.</summary>
    public string? Options { get; init; }
}
