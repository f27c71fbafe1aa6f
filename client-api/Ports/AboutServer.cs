namespace Framemill.Api.Ports;

/// <summary>What <c>GET /v1/about</c> tells.</summary>
public sealed record AboutServer
{
    public required string Name { get; init; }
    public required string Version { get; init; }

    /// <summary>What runs the grains: <c>Orleans</c> or <c>Embedded</c>.</summary>
    public required string Engine { get; init; }
    public required string Runtime { get; init; }
    public required IReadOnlyDictionary<string, string> Tools { get; init; }
}
