namespace Framemill.Media.Edits;

/// <summary>Where the finished film is sent besides.</summary>
/// <param name="Options">What the provider is told: a JSON object as text; null for nothing.</param>
public sealed record Destination(string Provider, string? Options);
