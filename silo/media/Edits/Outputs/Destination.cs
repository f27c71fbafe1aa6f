using System.Text.Json;

namespace Framemill.Media.Edits;

/// <summary>Where the finished film is sent besides.</summary>
/// <param name="Options">What the provider is told: a JSON object as text; null for nothing.</param>
public sealed record Destination(string Provider, string? Options)
{
    /// <summary>True when the film shall not go there, although it would without a word.</summary>
    public bool IsExcluded =>
        Options is { } options && JsonElement.Parse(options) is { ValueKind: JsonValueKind.Object } told
        && told.TryGetProperty("exclude", out var exclude) && exclude.ValueKind == JsonValueKind.True;
}
