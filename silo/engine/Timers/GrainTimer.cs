using Framemill.Engine.Activations;
using Framemill.Engine.Calls;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Timers;

namespace Framemill.Engine.Timers;

/// <summary>Makes the timers of grains.</summary>
internal sealed class TimerRegistry : ITimerRegistry
{
    public IDisposable RegisterTimer(
        IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        RegisterGrainTimer(
            grainContext, (value, _) => callback(value), state,
            new GrainTimerCreationOptions { DueTime = dueTime, Period = period, Interleave = true });

    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state,
        GrainTimerCreationOptions options)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var activation = grainContext as Activation
            ?? throw new ArgumentException("Timers belong to grains of a running silo.", nameof(grainContext));
        return new GrainTimer(activation, token => callback(state, token), options);
    }
}

/// <summary>Ticks as calls to its own grain; the next period begins when a tick has ended.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _disposal = new();
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private TimeSpan _period;
    private bool _ticking;
    private bool _changed;
    private bool _dueAgain;

    public GrainTimer(
        Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        Check(options.DueTime, options.Period);
        _activation = activation;
        _callback = callback;
        _options = options;
        _period = options.Period;
        using (ExecutionContext.SuppressFlow())
        {
            _timer = activation.Silo.Time.CreateTimer(
                static state => ((GrainTimer)state!).OnDue(), this, options.DueTime, Timeout.InfiniteTimeSpan);
        }

        activation.Add(this);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        Check(dueTime, period);
        lock (_gate)
        {
            _period = period;
            _changed = _ticking;
            _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _activation.Remove(this);
        _disposal.Cancel();
    }

    private static void Check(TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != Timeout.InfiniteTimeSpan) ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        if (period != Timeout.InfiniteTimeSpan) ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
    }

    private void OnDue()
    {
        if (_disposal.IsCancellationRequested) return;
        lock (_gate)
        {
            if (_ticking)
            {
                _dueAgain = _changed; // Changed to fall due within this tick.
                return;
            }

            _ticking = true;
            _changed = false;
        }

        _activation.TryAccept(new WorkCall<object?>(
            _activation.GrainId, _activation.Silo, TickAsync, _options.Interleave, _options.KeepAlive));
    }

    private async ValueTask<object?> TickAsync()
    {
        if (_disposal.IsCancellationRequested) return null;
        try
        {
            await _callback(_disposal.Token);
        }
        catch (OperationCanceledException) when (_disposal.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception exception)
        {
            _activation.Silo.Log.LogError(exception, "A timer of grain {Grain} failed", _activation.GrainId);
        }

        ScheduleNext();
        return null;
    }

    private void ScheduleNext()
    {
        lock (_gate)
        {
            _ticking = false;
            if (_disposal.IsCancellationRequested) return;
            if (_dueAgain)
            {
                _dueAgain = false;
                _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
                return;
            }

            if (!_changed && _period != Timeout.InfiniteTimeSpan) _timer.Change(_period, Timeout.InfiniteTimeSpan);
        }
    }
}
