using System.Text.Json;

namespace Framemill.Api.Ports;

/// <summary>Says what lies at an address.</summary>
public interface IMediaInspector
{
    Task<Inspection> InspectAsync(string url, CancellationToken cancellationToken);
}

/// <param name="Facts">As ffprobe writes them; null when there are none.</param>
/// <param name="Problem">Why not, in words.</param>
public sealed record Inspection(JsonElement? Facts, string? Problem);
