using Framemill.Engine.Calls;
using Framemill.Engine.Timers;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Framemill.Engine.Activations;

/// <content>The life of an activation, from its constructor to its end.</content>
internal sealed partial class Activation
{
    private static readonly TimeSpan Forever = TimeSpan.MaxValue;

    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly HashSet<GrainTimer> _timers = [];
    private State _state = State.Activating;
    private DeactivationReason _reason;
    private Exception? _failure;
    private Dictionary<string, object>? _firstContext;
    private bool _mustEnd;
    private bool _ending;
    private bool _wasActivated;
    private long _lastUsed;
    private long _keptAliveFrom;
    private TimeSpan _keptAliveFor;

    private enum State
    {
        Activating,
        Valid,
        Deactivating,
        Dead,
    }

    public Task Deactivated => _ended.Task;

    public bool IsLive => _state is State.Activating or State.Valid;

    /// <summary>Starts the life: constructor, stages, OnActivateAsync; only then the first call.</summary>
    public void Begin(Dictionary<string, object>? requestContext)
    {
        _firstContext = requestContext;
        _turns.QueueAction(static state => _ = ((Activation)state).ActivateAsync(), this);
    }

    void IGrainContext.Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken)
    {
        // Begun already, by the placement that made this activation.
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        lock (_turns.Gate)
        {
            if (_mustEnd || _state is State.Deactivating or State.Dead) return;
            _reason = deactivationReason;
            if (_state == State.Activating)
            {
                _mustEnd = true; // Once it has begun.
                return;
            }

            _state = State.Deactivating;
            if (_running.Count == 0) BeginEnd();
        }
    }

    /// <summary>Ends at once: nothing more runs, and every caller learns that the silo is gone.</summary>
    public void Kill()
    {
        Call[] lost;
        lock (_turns.Gate)
        {
            if (_state == State.Dead && _ended.Task.IsCompleted) return;
            _state = State.Dead;
            lost = [.. _running, .. _waiting.TakeAll()];
            _running.Clear();
        }

        _turns.Stop();
        StopTimers();
        _entry?.Release(Silo.Cluster, this);
        Silo.Remove(this);
        foreach (var call in lost)
        {
            call.Fail(new SiloUnavailableException(
                $"The target silo became unavailable for message: {call}. Silo: {Silo.Address}."));
        }

        _ended.TrySetResult();
    }

    /// <summary>Under no gate: ends the activation if it has idled for its age.</summary>
    public void CollectIfIdle(TimeSpan? age)
    {
        var limit = age ?? Class.AgeLimit(Silo.Collection);
        lock (_turns.Gate)
        {
            if (_state != State.Valid || _running.Count > 0 || _waiting.Count > 0 || !_turns.IsIdle) return;
            if (limit == Forever || Silo.Time.GetElapsedTime(_lastUsed) < limit || IsKeptAlive()) return;
        }

        Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "Activation was idle."));
    }

    public void DelayDeactivation(TimeSpan span)
    {
        lock (_turns.Gate)
        {
            _keptAliveFrom = Silo.Time.GetTimestamp();
            _keptAliveFor = span;
        }
    }

    public void Add(GrainTimer timer)
    {
        lock (_turns.Gate) _timers.Add(timer);
    }

    public void Remove(GrainTimer timer)
    {
        lock (_turns.Gate) _timers.Remove(timer);
    }

    void IGrainContext.Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken) =>
        Deactivate(
            new DeactivationReason(DeactivationReasonCode.Migrating, "Migration was asked for."), cancellationToken);

    void IGrainContext.Rehydrate(IRehydrationContext context)
    {
        // Activations do not move between silos here: they begin anew.
    }

    void IGrainContext.ReceiveMessage(object message)
    {
        if (message is Call call && !TryAccept(call)) Silo.Cluster.Route(call);
    }

    private void Touch() => _lastUsed = Silo.Time.GetTimestamp();

    private bool IsKeptAlive() =>
        _keptAliveFor > TimeSpan.Zero
        && (_keptAliveFor == Forever || Silo.Time.GetElapsedTime(_keptAliveFrom) < _keptAliveFor);

    private async Task ActivateAsync()
    {
        using var timeout = new CancellationTokenSource(Silo.Collection.ActivationTimeout, Silo.Time);
        RequestContext.Values = _firstContext;
        _firstContext = null;
        try
        {
            GrainInstance = Class.Create(this);
            _filters = Silo.FiltersFor(this);
            if (_stages is not null) await _stages.OnStart(timeout.Token);
            if (GrainInstance is IGrainBase grain)
            {
                await grain.OnActivateAsync(timeout.Token).WaitAsync(timeout.Token);
            }

            _wasActivated = true;
        }
        catch (Exception exception)
        {
            Silo.Log.LogError(exception, "Grain {Grain} could not be activated", GrainId);
            _failure = exception;
            _reason = new DeactivationReason(
                DeactivationReasonCode.ActivationFailed, exception, "Failed to activate grain.");
        }

        lock (_turns.Gate)
        {
            if (_state == State.Dead) return;
            Touch();
            _waitingMayStart = true;
            _state = _failure is null && !_mustEnd ? State.Valid : State.Deactivating;
            if (_state == State.Deactivating) BeginEnd();
        }
    }

    // Under the gate. The end is a turn of its own, and the last one.
    private void BeginEnd()
    {
        if (_ending) return;
        _ending = true;
        _turns.QueueAction(static state => _ = ((Activation)state).EndAsync(), this);
    }

    private async Task EndAsync()
    {
        StopTimers();
        using var timeout = new CancellationTokenSource(Silo.Collection.DeactivationTimeout, Silo.Time);
        try
        {
            if (_wasActivated && GrainInstance is IGrainBase grain)
            {
                await grain.OnDeactivateAsync(_reason, timeout.Token).WaitAsync(timeout.Token);
            }

            if (_stages is not null) await _stages.OnStop(timeout.Token);
        }
        catch (Exception exception)
        {
            Silo.Log.LogError(exception, "Grain {Grain} failed while it was deactivated", GrainId);
        }

        await DisposePartsAsync();
        Call[] left;
        lock (_turns.Gate)
        {
            if (_state == State.Dead) return;
            _state = State.Dead;
            left = _waiting.TakeAll();
        }

        _entry?.Release(Silo.Cluster, this);
        Silo.Remove(this);
        foreach (var call in left)
        {
            if (_failure is not null) call.Fail(_failure);
            else Silo.Cluster.Route(call);
        }

        _ended.TrySetResult();
    }

    private async Task DisposePartsAsync()
    {
        try
        {
            if (GrainInstance is IAsyncDisposable asyncDisposable) await asyncDisposable.DisposeAsync();
            else if (GrainInstance is IDisposable disposable) disposable.Dispose();
            await _scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            Silo.Log.LogError(exception, "Parts of grain {Grain} failed to dispose", GrainId);
        }
    }

    private void StopTimers()
    {
        GrainTimer[] timers;
        lock (_turns.Gate) timers = [.. _timers];
        foreach (var timer in timers) timer.Dispose();

    }
}
