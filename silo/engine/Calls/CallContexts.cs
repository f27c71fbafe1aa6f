using System.Reflection;
using System.Runtime.ExceptionServices;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Framemill.Engine.Calls;

/// <summary>The filters of a silo, and the grain itself where it is one.</summary>
internal sealed class IncomingFilters(IIncomingGrainCallFilter[] filters, IGrainContext? context)
{
    public IIncomingGrainCallFilter[] All { get; } = filters;

    public IGrainContext? Context { get; } = context;
}

/// <summary>What filters see of a call, and how they pass it on.</summary>
internal abstract class CallContextBase(Call call) : IGrainCallContext
{
    public IInvokable Request => call;

    public abstract object Grain { get; }

    public GrainId? SourceId => call.Source?.GrainId;

    public GrainId TargetId => call.TargetId;

    public GrainInterfaceType InterfaceType => call.Method.Owner.InterfaceType;

    public string InterfaceName => call.GetInterfaceName();

    public string MethodName => call.Method.Name;

    public MethodInfo InterfaceMethod => call.Method.Method;

    public Response? Response { get; set; }

    public object? Result
    {
        get => Response is { Exception: null } response ? response.Result : null;
        set => Response = Response.FromResult(value);
    }

    protected int Stage { get; set; }

    public abstract Task Invoke();

    protected void EnsurePassedOn(object filter)
    {
        if (Response is null)
        {
            throw new InvalidOperationException($"{GetType().Name} invoked a broken filter: {filter.GetType().Name}.");
        }
    }

    protected InvalidOperationException InvokedTooOften() =>
        new($"{GetType().Name}.{nameof(Invoke)}() received an invalid call.");
}

internal sealed class IncomingCallContext(Call call, IncomingFilters filters, object target)
    : CallContextBase(call), IIncomingGrainCallContext
{
    private readonly Call _call = call;

    public override object Grain => target;

    public IGrainContext TargetContext => filters.Context!;

    public MethodInfo ImplementationMethod
    {
        get
        {
            var contract = _call.Method.Method;
            var definition = contract.IsGenericMethod ? contract.GetGenericMethodDefinition() : contract;
            var map = target.GetType().GetInterfaceMap(contract.DeclaringType!);
            var found = map.TargetMethods[Array.IndexOf(map.InterfaceMethods, definition)];
            return contract.IsGenericMethod ? found.MakeGenericMethod(contract.GetGenericArguments()) : found;
        }
    }

    public override async Task Invoke()
    {
        var stage = Stage++;
        try
        {
            if (stage < filters.All.Length)
            {
                await filters.All[stage].Invoke(this);
                EnsurePassedOn(filters.All[stage]);
            }
            else if (stage == filters.All.Length)
            {
                Response = await _call.Invoke();
                if (Response.Exception is { } exception) ExceptionDispatchInfo.Throw(exception);
            }
            else
            {
                throw InvokedTooOften();
            }
        }
        finally
        {
            Stage--;
        }
    }
}

internal abstract class OutgoingCallContext(Call call, GrainReference reference, IOutgoingGrainCallFilter[] filters)
    : CallContextBase(call), IOutgoingGrainCallContext
{
    private readonly Call _call = call;

    public override object Grain => reference;

    public IGrainContext? SourceContext => _call.Source;

    public static async Task<TResult> SendAsync<TResult>(
        GrainReference reference, Call<TResult> call, IOutgoingGrainCallFilter[] filters)
    {
        var context = new Typed<TResult>(call, reference, filters);
        await context.Invoke();
        context.Response!.ThrowIfExceptionResponse();
        return context.Response is CompletedResponse ? default! : context.Response!.GetResult<TResult>();
    }

    public override async Task Invoke()
    {
        var stage = Stage++;
        try
        {
            if (stage < filters.Length)
            {
                await filters[stage].Invoke(this);
                EnsurePassedOn(filters[stage]);
            }
            else if (stage == filters.Length)
            {
                Response = await SendAsync();
            }
            else
            {
                throw InvokedTooOften();
            }
        }
        finally
        {
            Stage--;
        }
    }

    protected abstract Task<Response> SendAsync();

    private sealed class Typed<TResult>(
        Call<TResult> call, GrainReference reference, IOutgoingGrainCallFilter[] filters)
        : OutgoingCallContext(call, reference, filters)
    {
        private readonly Call<TResult> _typed = call;
        private readonly GrainReference _target = reference;

        protected override async Task<Response> SendAsync()
        {
            // The filters may have put values into the context that must travel.
            _typed.Context = RequestContext.Values;
            _target.Route(_typed);
            if (_typed.Method.IsOneWay) return Response.Completed;
            try
            {
                return Response.FromResult(await _typed.Answer);
            }
            catch (Exception exception)
            {
                return Response.FromException(exception);
            }
        }
    }
}
