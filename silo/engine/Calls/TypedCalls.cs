using Framemill.Engine.Copying;
using Orleans.Runtime;
using Framemill.Engine.Clusters;
using Orleans.Serialization.Invocation;

namespace Framemill.Engine.Calls;

/// <summary>A call with a result of a known type.</summary>
internal abstract class Call<TResult>(MethodFacts method, GrainId targetId, CallSender sender)
    : Call(method, targetId, sender)
{
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<TResult> Answer => _answer.Task;

    protected virtual bool PassesFilters => true;

    public sealed override bool IsAnswered => _answer.Task.IsCompleted;

    public sealed override bool Run(CallTarget holder, object target)
    {
        if (PassesFilters && holder.FiltersFor(target) is { } filters)
        {
            _ = RunFilteredAsync(holder, target, filters);
            return false;
        }

        ValueTask<TResult> pending;
        try
        {
            Bind(target);
            pending = Start(target);
        }
        catch (Exception exception)
        {
            FailAt(holder, exception);
            return true;
        }

        if (pending.IsCompletedSuccessfully)
        {
            Succeed(pending.Result);
            return true;
        }

        _ = FinishAsync(holder, pending);
        return false;
    }

    public sealed override async ValueTask<Response> Invoke()
    {
        try
        {
            var result = await Start(Target!);
            return Method.Result == typeof(object) && Method.Return is not (ReturnKind.TaskOfValue
                or ReturnKind.ValueTaskOfValue)
                ? Response.Completed
                : Response.FromResult(result);
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    public sealed override void Fail(Exception exception)
    {
        var answered = exception is OperationCanceledException cancelled
            ? _answer.TrySetCanceled(cancelled.CancellationToken)
            : _answer.TrySetException(exception);
        if (answered && Method.IsOneWay) _ = _answer.Task.Exception; // Nobody waits: it counts as seen.
        EndCancellation();
    }

    protected abstract ValueTask<TResult> Start(object target);

    protected sealed override void CancelCaller(CancellationToken token) => _answer.TrySetCanceled(token);

    private void Succeed(TResult result)
    {
        if (Copier<TResult>.IsShallow || Method.IsResultImmutable)
        {
            _answer.TrySetResult(result);
            EndCancellation();
            return;
        }

        try
        {
            _answer.TrySetResult(Copier<TResult>.Copy(result));
            EndCancellation();
        }
        catch (Exception exception)
        {
            Fail(exception);
        }
    }

    private void FailAt(CallTarget holder, Exception exception)
    {
        holder.OnFailed(exception);
        Fail(exception);
    }

    private async Task FinishAsync(CallTarget holder, ValueTask<TResult> pending)
    {
        try
        {
            Succeed(await pending);
        }
        catch (Exception exception)
        {
            FailAt(holder, exception);
        }

        holder.OnFinished(this);
    }

    private async Task RunFilteredAsync(CallTarget holder, object target, IncomingFilters filters)
    {
        try
        {
            Bind(target);
            var context = new IncomingCallContext(this, filters, target);
            await context.Invoke();
            context.Response!.ThrowIfExceptionResponse();
            Succeed(context.Response is CompletedResponse ? default! : context.Response!.GetResult<TResult>());
        }
        catch (Exception exception)
        {
            FailAt(holder, exception);
        }

        holder.OnFinished(this);
    }
}

internal sealed class Call0<TResult>(MethodFacts method, GrainId targetId, CallSender sender)
    : Call<TResult>(method, targetId, sender)
{
    public override int GetArgumentCount() => 0;

    public override object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    public override void SetArgument(int index, object value) =>
        throw new ArgumentOutOfRangeException(nameof(index));

    protected override ValueTask<TResult> Start(object target) =>
        ((Func<object, ValueTask<TResult>>)Method.Invoker)(target);
}

internal sealed class Call1<T1, TResult>(MethodFacts method, GrainId targetId, CallSender sender, T1 first)
    : Call<TResult>(method, targetId, sender)
{
    private T1 _first = first;

    public override int GetArgumentCount() => 1;

    public override object? GetArgument(int index) =>
        index == 0 ? _first : throw new ArgumentOutOfRangeException(nameof(index));

    public override void SetArgument(int index, object value) =>
        _first = index == 0 ? (T1)value : throw new ArgumentOutOfRangeException(nameof(index));

    protected override ValueTask<TResult> Start(object target) =>
        ((Func<object, T1, ValueTask<TResult>>)Method.Invoker)(target, _first);
}

internal sealed class Call2<T1, T2, TResult>(
    MethodFacts method, GrainId targetId, CallSender sender, T1 first, T2 second)
    : Call<TResult>(method, targetId, sender)
{
    private T1 _first = first;
    private T2 _second = second;

    public override int GetArgumentCount() => 2;

    public override object? GetArgument(int index) => index switch
    {
        0 => _first,
        1 => _second,
        _ => throw new ArgumentOutOfRangeException(nameof(index)),
    };

    public override void SetArgument(int index, object value)
    {
        if (index == 0) _first = (T1)value;
        else if (index == 1) _second = (T2)value;
        else throw new ArgumentOutOfRangeException(nameof(index));
    }

    protected override ValueTask<TResult> Start(object target) =>
        ((Func<object, T1, T2, ValueTask<TResult>>)Method.Invoker)(target, _first, _second);
}

/// <summary>A call of any other shape: its arguments are boxed.</summary>
internal sealed class CallOfMany<TResult>(
    MethodFacts method, GrainId targetId, CallSender sender, object?[] arguments)
    : Call<TResult>(method, targetId, sender)
{
    public override int GetArgumentCount() => arguments.Length;

    public override object? GetArgument(int index) => arguments[index];

    public override void SetArgument(int index, object value) => arguments[index] = value;

    protected override ValueTask<TResult> Start(object target) =>
        (ValueTask<TResult>)Method.BoxedInvoker(target, arguments)!;
}
