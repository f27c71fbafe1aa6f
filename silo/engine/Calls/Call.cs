using System.Reflection;
using Framemill.Engine.Clusters;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Framemill.Engine.Calls;

/// <summary>Where calls are queued and run: an activation, or an object that observes.</summary>
internal abstract class CallTarget
{
    /// <summary>Takes the call; false when this target is gone and another must be found.</summary>
    public abstract bool TryAccept(Call call);

    /// <summary>A call that did not finish at once has finished.</summary>
    public abstract void OnFinished(Call call);

    /// <summary>The caller gave the call up.</summary>
    public abstract void OnCancelled(Call call);

    /// <summary>The object's code threw.</summary>
    public virtual void OnFailed(Exception exception)
    {
    }

    /// <summary>The filters that calls pass before they reach the object; null when there are none.</summary>
    public virtual IncomingFilters? FiltersFor(object target) => null;
}

/// <summary>One call on its way to a grain, to its end.</summary>
internal abstract class Call : IInvokable
{
    private CancellationTokenSource? _calleeCancellation;
    private CancellationTokenRegistration _callerCancellation;
    private ITimer? _watch;

    protected Call(MethodFacts method, GrainId targetId, CallSender sender)
    {
        Method = method;
        TargetId = targetId;
        Sender = sender;
        Context = RequestContext.Values;
        Source = RuntimeContext.Current;
    }

    public MethodFacts Method { get; }

    public GrainId TargetId { get; }

    public CallSender Sender { get; }

    public IGrainContext? Source { get; }

    /// <summary>The caller's request context, never changed in place.</summary>
    public Dictionary<string, object>? Context { get; set; }

    /// <summary>The tick after which the caller no longer waits; <see cref="long.MaxValue"/> for ever.</summary>
    public long Deadline { get; set; } = long.MaxValue;

    /// <summary>Who has the call at the moment.</summary>
    public CallTarget? Holder { get; set; }

    public virtual bool AlwaysInterleaves => Method.AlwaysInterleaves;

    public virtual bool IsReadOnly => Method.IsReadOnly;

    /// <summary>Whether the call counts as use of the grain.</summary>
    public virtual bool KeepsAlive => true;

    public abstract bool IsAnswered { get; }

    public bool IsCancelledByCaller { get; private set; }

    public Guid ReentrancyId =>
        Context is not null && Context.TryGetValue(RequestContext.CallChainKey, out var id) && id is Guid guid
            ? guid
            : Guid.Empty;

    public object? Target { get; private set; }

    bool IInvokable.IsCancellable => Method.CancellationIndex >= 0;

    /// <summary>Runs the call; true when it finished at once.</summary>
    public abstract bool Run(CallTarget holder, object target);

    public abstract void Fail(Exception exception);

    public abstract int GetArgumentCount();

    public abstract object? GetArgument(int index);

    public abstract void SetArgument(int index, object value);

    public abstract ValueTask<Response> Invoke();

    /// <summary>Sees to it that cancelling the caller's token cancels the call, here and at the grain.</summary>
    public void LinkCancellation(CancellationToken callers)
    {
        if (!callers.CanBeCanceled && !Sender.CancelsOnTimeout) return;
        _calleeCancellation = new CancellationTokenSource();
        SetArgument(Method.CancellationIndex, _calleeCancellation.Token);
        _callerCancellation = callers.UnsafeRegister(
            static (state, token) => ((Call)state!).OnCallerCancelled(token), this);
    }

    /// <summary>Gives the call a timer of its own that ends with it.</summary>
    public void Watch(ITimer timer) => _watch = timer;

    public void SignalCallee() => _calleeCancellation?.Cancel();

    /// <summary>The caller waits no longer.</summary>
    public void Expire()
    {
        if (IsAnswered) return;
        Fail(new TimeoutException(
            $"Response did not arrive on time in {Method.Timeout ?? Sender.ResponseTimeout} for message: {this}."));
        if (Sender.CancelsOnTimeout) Holder?.OnCancelled(this);
    }

    public void Bind(object target) => Target = target;

    public object? GetTarget() => Target;

    public void SetTarget(ITargetHolder holder) => Target = holder.GetTarget();

    public string GetMethodName() => Method.Name;

    public string GetInterfaceName() => Method.Owner.Type.Name;

    public string GetActivityName() => $"{Method.Owner.Type.Name}/{Method.Name}";

    public MethodInfo GetMethod() => Method.Method;

    public Type GetInterfaceType() => Method.Owner.Type;

    public TimeSpan? GetDefaultResponseTimeout() => Method.Timeout;

    public CancellationToken GetCancellationToken() => _calleeCancellation?.Token ?? CancellationToken.None;

    public bool TryCancel()
    {
        SignalCallee();
        return _calleeCancellation is not null;
    }

    public void Dispose() => EndCancellation();

    public override string ToString() => $"{Method.Owner.Type.Name}.{Method.Name} to {TargetId}";

    protected void EndCancellation()
    {
        if (_calleeCancellation is not null) _callerCancellation.Unregister();
        _watch?.Dispose();
    }

    protected abstract void CancelCaller(CancellationToken token);

    private void OnCallerCancelled(CancellationToken token)
    {
        IsCancelledByCaller = true;
        if (!Sender.WaitsForCancellation) CancelCaller(token);
        Holder?.OnCancelled(this);
    }
}
