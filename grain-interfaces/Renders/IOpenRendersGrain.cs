using Orleans.Concurrency;

namespace Framemill.Renders;

/// <summary>
/// One shard of the durable list of renders that have not ended, keyed by its number. It brings them back to life after
/// a restart and, by a reminder, after anything else that let one fall asleep.
/// </summary>
[Alias("framemill.renders.IOpenRendersGrain")]
public interface IOpenRendersGrain : IGrainWithIntegerKey
{
    /// <summary>Durable when it returns.</summary>
    [AlwaysInterleave]
    [Alias("add")]
    Task AddAsync(string renderId, CancellationToken cancellationToken);

    [AlwaysInterleave]
    [Alias("remove")]
    Task RemoveAsync(string renderId, CancellationToken cancellationToken);

    /// <summary>Calls every open render of the shard to go on. Returns how many were called.</summary>
    [Alias("reconcile")]
    Task<int> ReconcileAsync(CancellationToken cancellationToken);

    /// <summary>A render gave its memory up after a failed write: it is called before long, until it answers.</summary>
    [OneWay, AlwaysInterleave]
    [Alias("wake-soon")]
    Task WakeSoonAsync(string renderId);
}
