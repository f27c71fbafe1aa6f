using Framemill.Engine.Calls;
using Orleans;
using Orleans.Configuration;

namespace Framemill.Engine.Clusters;

/// <summary>Who makes calls: a silo for its grains, or a client. Keeps the clock that its calls time out by.</summary>
internal abstract class CallSender : IDisposable
{
    // Timeouts are looked for so many times within one response timeout, within these bounds.
    private const int LooksPerTimeout = 20;
    private static readonly TimeSpan ShortestLook = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(500);

    private readonly TimeSpan _period;
    private readonly ITimer _timer;
    private long _tick;

    protected CallSender(
        Cluster cluster, TimeProvider time, MessagingOptions options,
        IEnumerable<IOutgoingGrainCallFilter> outgoingFilters)
    {
        Cluster = cluster;
        Time = time;
        ResponseTimeout = options.ResponseTimeout;
        CancelsOnTimeout = options.CancelRequestOnTimeout;
        WaitsForCancellation = options.WaitForCancellationAcknowledgement;
        OutgoingFilters = [.. outgoingFilters];
        var period = ResponseTimeout / LooksPerTimeout;
        _period = period < ShortestLook ? ShortestLook : period > LongestLook ? LongestLook : period;
        _timer = time.CreateTimer(_ => OnTick(), null, _period, _period);
    }

    public Cluster Cluster { get; }

    public TimeProvider Time { get; }

    public TimeSpan ResponseTimeout { get; }

    public bool CancelsOnTimeout { get; }

    public bool WaitsForCancellation { get; }

    public IOutgoingGrainCallFilter[] OutgoingFilters { get; }

    /// <summary>The silo whose grains call; null for a client outside the silos.</summary>
    public abstract Silo? Home { get; }

    /// <summary>Counts looks for timeouts.</summary>
    public long Tick => Volatile.Read(ref _tick);

    /// <summary>Says how long the caller waits.</summary>
    public void SetDeadline(Call call)
    {
        if (call.Method.Timeout is { } own)
        {
            SetOwnDeadline(call, own);
            return;
        }

        call.Deadline = Tick + LooksFor(ResponseTimeout);
    }

    public virtual void Dispose() => _timer.Dispose();

    protected virtual void OnTick() => Interlocked.Increment(ref _tick);

    private long LooksFor(TimeSpan timeout) => (timeout.Ticks / _period.Ticks) + 1;

    private void SetOwnDeadline(Call call, TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan) return;
        if (timeout >= _period * LooksPerTimeout)
        {
            call.Deadline = Tick + LooksFor(timeout);
            return;
        }

        // Shorter than the usual timeout: too short to be found in time by looking.
        call.Watch(Time.CreateTimer(
            static state => ((Call)state!).Expire(), call, timeout, Timeout.InfiniteTimeSpan));
    }
}
