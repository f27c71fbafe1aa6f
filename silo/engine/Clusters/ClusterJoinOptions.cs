using System.Net;

namespace Framemill.Engine.Clusters;

/// <summary>Which cluster of this process a silo or client belongs to.</summary>
internal sealed class ClusterJoinOptions
{
    /// <summary>The endpoint that names the cluster beside its id; null when the id alone names it.</summary>
    public IPEndPoint? Primary { get; set; }

    /// <summary>A client's gateways: any silo with one of these names its cluster.</summary>
    public int[]? GatewayPorts { get; set; }
}

internal static class ClusterNames
{
    public const string Development = "dev";
}
