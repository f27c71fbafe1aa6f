using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

/// <summary>Something that calls can be run against.</summary>
public interface ITargetHolder
{
    object? GetTarget();

    object? GetComponent(Type componentType);
}

/// <summary>A call as data: its method and arguments.</summary>
public interface IInvokable : IDisposable
{
    bool IsCancellable => false;

    object? GetTarget();

    void SetTarget(ITargetHolder holder);

    ValueTask<Response> Invoke();

    int GetArgumentCount();

    object? GetArgument(int index);

    void SetArgument(int index, object value);

    string GetMethodName();

    string GetInterfaceName();

    string GetActivityName();

    MethodInfo GetMethod();

    Type GetInterfaceType();

    TimeSpan? GetDefaultResponseTimeout();

    CancellationToken GetCancellationToken() => CancellationToken.None;

    bool TryCancel() => false;
}

/// <summary>What came of a call.</summary>
public abstract class Response : IDisposable
{
    public static Response Completed => CompletedResponse.Instance;

    public abstract object? Result { get; set; }

    public abstract Exception? Exception { get; set; }

    public static Response FromException(Exception exception) => new ExceptionResponse { Exception = exception };

    public static Response FromResult<TResult>(TResult value) => new Response<TResult> { TypedResult = value };

    public virtual Type? GetSimpleResultType() => null;

    public abstract T GetResult<T>();

    public abstract void Dispose();

    public override string ToString() => Exception?.ToString() ?? Result?.ToString() ?? "[null]";
}

/// <summary>A call without a result is done.</summary>
[GenerateSerializer, Immutable]
public sealed class CompletedResponse : Response
{
    public static CompletedResponse Instance { get; } = new();

    public override object? Result
    {
        get => null;
        set => throw new InvalidOperationException($"Type {nameof(CompletedResponse)} is read-only");
    }

    public override Exception? Exception
    {
        get => null;
        set => throw new InvalidOperationException($"Type {nameof(CompletedResponse)} is read-only");
    }

    public override T GetResult<T>() => default!;

    public override void Dispose()
    {
    }

    public override string ToString() => "[Completed]";
}

/// <summary>A call failed.</summary>
[GenerateSerializer, Immutable]
public sealed class ExceptionResponse : Response
{
    [Id(0)]
    public override Exception? Exception { get; set; }

    public override object? Result
    {
        get => throw Rethrow();
        set => throw new InvalidOperationException($"Cannot set result on {nameof(ExceptionResponse)}");
    }

    public override T GetResult<T>() => throw Rethrow();

    public override void Dispose()
    {
    }

    private Exception Rethrow()
    {
        ExceptionDispatchInfo.Throw(Exception!);
        return Exception!;
    }
}

/// <summary>A call gave a value.</summary>
public sealed class Response<TResult> : Response
{
    public TResult? TypedResult { get; set; }

    public override Exception? Exception
    {
        get => null;
        set => throw new InvalidOperationException($"Cannot set exception on {nameof(Response<>)}");
    }

    public override object? Result
    {
        get => TypedResult;
        set => TypedResult = (TResult?)value;
    }

    public override Type GetSimpleResultType() => typeof(TResult);

    public override T GetResult<T>() => TypedResult is null ? default! : (T)(object)TypedResult;

    public override void Dispose()
    {
    }
}

public static class ResponseExtensions
{
    public static void ThrowIfExceptionResponse(this Response response)
    {
        if (response.Exception is { } exception) ExceptionDispatchInfo.Throw(exception);
    }
}
