using Orleans.Runtime;

namespace Orleans.Runtime
{
    /// <summary>A timer of one activation.</summary>
    public interface IGrainTimer : IDisposable
    {
        void Change(TimeSpan dueTime, TimeSpan period);
    }

    /// <summary>When a grain timer ticks, and how its ticks stand to other calls.</summary>
    public readonly struct GrainTimerCreationOptions
    {
        public GrainTimerCreationOptions()
        {
        }

        [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
        public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        {
            DueTime = dueTime;
            Period = period;
        }

        /// <summary>The time until the first tick.</summary>
        public required TimeSpan DueTime { get; init; }

        /// <summary>The time from the end of one tick to the next.</summary>
        public required TimeSpan Period { get; init; }

        /// <summary>Whether ticks may run among calls; otherwise they wait their turn.</summary>
        public bool Interleave { get; init; }

        /// <summary>Whether a tick counts as use of the grain.</summary>
        public bool KeepAlive { get; init; }
    }
}

namespace Orleans.Timers
{
    public interface ITimerRegistry
    {
        [Obsolete("Use 'RegisterGrainTimer(grainContext, callback, state, new() "
            + "{ DueTime = dueTime, Period = period, Interleave = true })' instead.")]
        IDisposable RegisterTimer(
            IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime,
            TimeSpan period);

        IGrainTimer RegisterGrainTimer<TState>(
            IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state,
            GrainTimerCreationOptions options);
    }
}
