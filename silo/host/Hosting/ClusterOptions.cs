using System.ComponentModel.DataAnnotations;

namespace Framemill.Silo.Hosting;

/// <summary>
/// How silos find each other and share state; read only when the server is built with Orleans. Section <c>Cluster</c>.
/// </summary>
internal sealed class ClusterOptions
{
    public const string Section = "Cluster";

    /// <summary>Cluster that this silo joins. Default: <c>framemill</c>.</summary>
    [Required]
    public string ClusterId { get; set; } = "framemill";

    /// <summary>PostgreSQL for membership; empty for a cluster of this one silo. Default: empty.</summary>
    public string PostgreSql { get; set; } = "";

    /// <summary>Redis for grain state; empty for the SQLite file of the data directory. Default: empty.</summary>
    public string Redis { get; set; } = "";

    /// <summary>Event Hubs for the frame stream; empty for memory streams. Default: empty.</summary>
    public string EventHubs { get; set; } = "";

    /// <summary>Name of the event hub. Default: <c>frames</c>.</summary>
    public string EventHubName { get; set; } = "frames";

    /// <summary>Port for other silos. Default: 11111.</summary>
    [Range(1, 65_535)]
    public int SiloPort { get; set; } = 11_111;

    /// <summary>Port for Orleans clients. Default: 30000.</summary>
    [Range(1, 65_535)]
    public int GatewayPort { get; set; } = 30_000;
}
