using Framemill.Engine.Calls;
using Framemill.Engine.Clusters;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Core.Internal;
using Orleans.Runtime;
using Orleans.Storage;

namespace Framemill.Engine.Activations;

/// <summary>One life of a grain in memory: its calls, whose turn it is, and what it is made of.</summary>
internal sealed partial class Activation :
    CallTarget, IGrainContext, IHasSender, ICallChainReentrantGrainContext, IGrainExtensionBinder
{
    private readonly Turns _turns;
    private readonly GrainEntry? _entry;
    private readonly CallQueue _waiting = new();
    private readonly List<Call> _running = [];
    private readonly AsyncServiceScope _scope;
    private GrainStages? _stages;
    private GrainReference? _reference;
    private IncomingFilters? _filters;
    private Dictionary<Guid, int>? _reentrantSections;
    private Call? _blocking;
    private bool _waitingMayStart;

    public Activation(Silo silo, GrainClass grainClass, GrainId grainId, GrainEntry? entry)
    {
        Silo = silo;
        Class = grainClass;
        _entry = entry;
        _turns = new Turns(this);
        _scope = silo.Services.CreateAsyncScope();
        Address = new GrainAddress
        {
            GrainId = grainId,
            ActivationId = ActivationId.NewId(),
            SiloAddress = silo.Address,
            MembershipVersion = silo.Cluster.Members.Snapshot.Version,
        };
        Touch();
    }

    public Silo Silo { get; }

    public GrainClass Class { get; }

    public GrainAddress Address { get; }

    public GrainId GrainId => Address.GrainId;

    public ActivationId ActivationId => Address.ActivationId;

    public object? GrainInstance { get; private set; }

    public IServiceProvider ActivationServices => _scope.ServiceProvider;

    public IGrainLifecycle ObservableLifecycle => _stages ??= new GrainStages();

    public IWorkItemScheduler Scheduler => _turns;

    public GrainReference GrainReference =>
        _reference ??= ProxyEmitter.Create(Class.MainInterface, GrainId, Silo);

    /// <summary>How many calls wait or run here.</summary>
    public int Load
    {
        get
        {
            lock (_turns.Gate) return _waiting.Count + _running.Count;
        }
    }

    CallSender IHasSender.Sender => Silo;

    public override IncomingFilters? FiltersFor(object target) => _filters;

    public override bool TryAccept(Call call)
    {
        bool mustSchedule;
        lock (_turns.Gate)
        {
            if (_state == State.Dead) return false;
            if (Silo.MaxWaiting > 0 && _waiting.Count >= Silo.MaxWaiting)
            {
                call.Fail(new LimitExceededException(
                    "MaxEnqueuedRequests", _waiting.Count, Silo.MaxWaiting, ToString()));
                return true;
            }

            call.Holder = this;
            _waiting.Enqueue(call);
            if (_state != State.Valid || (_running.Count > 0 && !MightInterleave(call))) return true;
            _waitingMayStart = true;
            mustSchedule = _turns.TryMarkScheduled();
        }

        if (mustSchedule) _turns.Schedule();
        return true;
    }

    /// <summary>Under the gate: the next call that may start, which then counts as running.</summary>
    public Call? TakeNext()
    {
        if (_state != State.Valid || _waiting.Count == 0 || !_waitingMayStart) return null;
        var next = _running.Count == 0 ? TakeFirst() : _waiting.TakeWhere(MayInterleave);
        if (next is null)
        {
            _waitingMayStart = false;
            return null;
        }

        _running.Add(next);
        if (_blocking is null && !next.AlwaysInterleaves) _blocking = next;
        return next;
    }

    /// <summary>Starts a call; true when it finished at once.</summary>
    public bool Start(Call call)
    {
        RequestContext.Values = call.Context;
        try
        {
            var target = call.Method.Owner.IsExtension ? GetExtension(call.Method.Owner.Type) : GrainInstance!;
            return call.Run(this, target);
        }
        catch (Exception exception)
        {
            call.Fail(exception);
            return true;
        }
        finally
        {
            RequestContext.Values = null;
        }
    }

    /// <summary>Under the gate: a call is over.</summary>
    public void Retire(Call call)
    {
        _running.Remove(call);
        if (call.KeepsAlive) Touch();
        if (_blocking == call)
        {
            _blocking = _running.Count == 0 ? null : _running.Find(other => !other.AlwaysInterleaves);
        }

        _waitingMayStart = true;
        if (_running.Count == 0 && _state == State.Deactivating) BeginEnd();
    }

    public override void OnFinished(Call call)
    {
        bool mustSchedule;
        lock (_turns.Gate)
        {
            Retire(call);
            mustSchedule = _waiting.Count > 0 && _turns.TryMarkScheduled();
        }

        if (mustSchedule) _turns.Schedule();
    }

    /// <summary>A grain whose state is not what is stored must not go on with it.</summary>
    public override void OnFailed(Exception exception)
    {
        if (exception is not InconsistentStateException { IsSourceActivation: true } conflict) return;
        conflict.IsSourceActivation = false;
        Deactivate(new DeactivationReason(
            DeactivationReasonCode.ApplicationError, exception, "The stored state is not the one that was read"));
    }

    public override void OnCancelled(Call call)
    {
        lock (_turns.Gate)
        {
            if (_waiting.Remove(call))
            {
                call.SignalCallee();
                call.Fail(new OperationCanceledException());
                return;
            }
        }

        // Callbacks of the token are code of the grain: they take a turn like all of it.
        _turns.QueueAction(static state => ((Call)state).SignalCallee(), call);
    }

    /// <summary>Fails the calls whose callers have waited long enough.</summary>
    public void ExpireCalls()
    {
        if (_waiting.Count == 0 && _running.Count == 0) return;
        List<Call>? expired = null;
        lock (_turns.Gate)
        {
            foreach (var call in _running) Collect(call);
            foreach (var call in _waiting) Collect(call);
            if (expired is null) return;
            foreach (var call in expired) _waiting.Remove(call);
        }

        foreach (var call in expired) call.Expire();

        void Collect(Call call)
        {
            if (call.Deadline <= call.Sender.Tick && !call.IsAnswered) (expired ??= []).Add(call);
        }
    }

    public void OnEnterReentrantSection(Guid reentrancyId)
    {
        lock (_turns.Gate)
        {
            _reentrantSections ??= [];
            _reentrantSections[reentrancyId] = _reentrantSections.GetValueOrDefault(reentrancyId) + 1;
        }
    }

    public void OnExitReentrantSection(Guid reentrancyId)
    {
        lock (_turns.Gate)
        {
            if (_reentrantSections is null || !_reentrantSections.TryGetValue(reentrancyId, out var depth)) return;
            if (depth == 1) _reentrantSections.Remove(reentrancyId);
            else _reentrantSections[reentrancyId] = depth - 1;
        }
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override string ToString() => $"[Activation: {Silo.Address}/{GrainId}{ActivationId} State: {_state}]";

    private Call? TakeFirst()
    {
        // A caller that has given up needs no answer.
        while (_waiting.TryDequeue(out var call))
        {
            if (!call.IsAnswered) return call;
        }

        return null;
    }

    // The class's own predicate is code of the grain: only its turns may run it, so here it counts as a maybe.
    private bool MightInterleave(Call call) => Class.MayInterleave is not null || InterleavesByRule(call);

    private bool MayInterleave(Call call)
    {
        if (InterleavesByRule(call)) return true;
        if (Class.MayInterleave is not { } decide) return false;
        try
        {
            return decide(GrainInstance!, call) || decide(GrainInstance!, _blocking!);
        }
        catch (Exception exception)
        {
            Silo.Log.LogError(exception, "The interleaving predicate of grain {Grain} failed", GrainId);
            return false;
        }
    }

    private bool InterleavesByRule(Call call)
    {
        if (call.AlwaysInterleaves || _blocking is null || Class.IsReentrant) return true;
        if (_blocking.IsReadOnly && call.IsReadOnly) return true;
        return _reentrantSections is { Count: > 0 } sections && sections.ContainsKey(call.ReentrancyId);
    }
}
