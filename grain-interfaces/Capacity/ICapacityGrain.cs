namespace Framemill.Capacity;

/// <summary>Remembers how a pool was used, keyed by the pool's name. Durable.</summary>
[Alias("framemill.capacity.ICapacityGrain")]
public interface ICapacityGrain : IGrainWithStringKey
{
    /// <summary>Begins to watch the pool, and goes on after restarts. Repeating it changes nothing.</summary>
    [Alias("watch")]
    Task WatchAsync(CancellationToken cancellationToken);

    /// <summary>The newest rows last. The row that is still running is among them.</summary>
    [Alias("get-history")]
    Task<IReadOnlyList<CapacityRow>> GetHistoryAsync(CapacityStep step, CancellationToken cancellationToken);

    /// <summary>Plays the recorded demand through the scheduler twice: as it was, and changed.</summary>
    [Alias("what-if")]
    Task<WhatIfAnswer> WhatIfAsync(WhatIf question, CancellationToken cancellationToken);
}
