using System.Collections.Concurrent;
using System.Reflection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Framemill.Engine.Calls;

internal enum ReturnKind
{
    None,
    Task,
    TaskOfValue,
    ValueTask,
    ValueTaskOfValue,
    Sequence,
}

/// <summary>All that is known of one method of a grain interface before it is called.</summary>
internal sealed class MethodFacts
{
    private readonly ConcurrentDictionary<TypeList, MethodFacts> _constructed = new();
    private readonly bool[] _immutableParameters;
    private Delegate? _invoker;
    private Func<object, object?[], object?>? _boxedInvoker;

    public MethodFacts(InterfaceFacts owner, MethodInfo method)
    {
        Owner = owner;
        Method = method;
        Parameters = [.. method.GetParameters().Select(parameter => parameter.ParameterType)];
        _immutableParameters =
            [.. method.GetParameters().Select(parameter => parameter.IsDefined(typeof(ImmutableAttribute)))];
        (Return, Result) = Classify(method.ReturnType);
        IsResultImmutable = method.ReturnParameter.IsDefined(typeof(ImmutableAttribute));
        IsOneWay = method.IsDefined(typeof(OneWayAttribute)) || Return == ReturnKind.None;
        IsReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        AlwaysInterleaves = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        Timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        CancellationIndex = Array.IndexOf(Parameters, typeof(CancellationToken));
    }

    public InterfaceFacts Owner { get; }

    public MethodInfo Method { get; }

    public string Name => Method.Name;

    public Type[] Parameters { get; }

    public ReturnKind Return { get; }

    /// <summary>What callers get: the T of Task&lt;T&gt;, or object where there is none.</summary>
    public Type Result { get; }

    public bool IsResultImmutable { get; }

    public bool IsOneWay { get; }

    public bool IsReadOnly { get; }

    public bool AlwaysInterleaves { get; }

    public TimeSpan? Timeout { get; }

    /// <summary>Where the cancellation token stands among the parameters; -1 where there is none.</summary>
    public int CancellationIndex { get; }

    /// <summary>Calls the method; a delegate whose type follows from the parameters and the result.</summary>
    public Delegate Invoker => _invoker ??= InvokerEmitter.Emit(this);

    public Func<object, object?[], object?> BoxedInvoker => _boxedInvoker ??= InvokerEmitter.EmitBoxed(this);

    public bool IsImmutable(int parameter) => _immutableParameters[parameter];

    /// <summary>The facts of a generic method with its type arguments.</summary>
    public MethodFacts Construct(Type[] arguments) => _constructed.GetOrAdd(
        new TypeList(arguments), key => new MethodFacts(Owner, Method.MakeGenericMethod(key.Types)));

    private static (ReturnKind Kind, Type Result) Classify(Type type)
    {
        if (type == typeof(void)) return (ReturnKind.None, typeof(object));
        if (type == typeof(Task)) return (ReturnKind.Task, typeof(object));
        if (type == typeof(ValueTask)) return (ReturnKind.ValueTask, typeof(object));
        if (type.IsGenericType)
        {
            var shape = type.GetGenericTypeDefinition();
            var result = type.GetGenericArguments()[0];
            if (shape == typeof(Task<>)) return (ReturnKind.TaskOfValue, result);
            if (shape == typeof(ValueTask<>)) return (ReturnKind.ValueTaskOfValue, result);
            if (shape == typeof(IAsyncEnumerable<>)) return (ReturnKind.Sequence, result);
        }

        throw new NotSupportedException($"A grain interface method cannot return {type}.");
    }

    private readonly record struct TypeList(Type[] Types)
    {
        public bool Equals(TypeList other) => Types.AsSpan().SequenceEqual(other.Types);

        public override int GetHashCode() =>
            Types.Aggregate(17, (hash, type) => HashCode.Combine(hash, type.GetHashCode()));
    }
}

/// <summary>All that is known of one grain or observer interface.</summary>
internal sealed class InterfaceFacts
{
    private static readonly ConcurrentDictionary<Type, InterfaceFacts> Known = new();

    private InterfaceFacts(Type type)
    {
        Type = type;
        Name = TypeNames.Of(type);
        InterfaceType = GrainInterfaceType.Create(Name);
        IsExtension = typeof(IGrainExtension).IsAssignableFrom(type);
        Methods = [.. type.GetInterfaces().Prepend(type)
            .SelectMany(contract => contract.GetMethods())
            .Where(method => !method.IsStatic)
            .Select(method => new MethodFacts(this, method))];
    }

    public Type Type { get; }

    public string Name { get; }

    public GrainInterfaceType InterfaceType { get; }

    public bool IsExtension { get; }

    public MethodFacts[] Methods { get; }

    public static InterfaceFacts Of(Type type) => Known.GetOrAdd(type, static t => new InterfaceFacts(t));

    public static InterfaceFacts? Find(GrainInterfaceType interfaceType) =>
        Known.Values.FirstOrDefault(facts => facts.InterfaceType == interfaceType);
}

/// <summary>The name of a type as it is known to other processes.</summary>
internal static class TypeNames
{
    public static string Of(Type type) =>
        type.GetCustomAttributes<AliasAttribute>(inherit: false).FirstOrDefault()?.Alias ?? type.ToString();
}
