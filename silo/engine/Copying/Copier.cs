using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Serialization;

namespace Framemill.Engine.Copying;

internal delegate T CopyFunction<T>(T value, CopyContext context);

/// <summary>Copies values of one declared type; what the type forbids is refused at first use.</summary>
internal static class Copier<T>
{
    private static readonly string? Refusal = TypeRules.Refusal(typeof(T));

    /// <summary>Whether values are passed as they are.</summary>
    public static readonly bool IsShallow = Refusal is null && TypeRules.IsShallow(typeof(T));

    private static CopyFunction<T>? _function;

    public static T Copy(T value)
    {
        if (IsShallow) return value;
        if (value is null)
        {
            ThrowIfRefused();
            return value;
        }

        return Copy(value, new CopyContext());
    }

    public static T Copy(T value, CopyContext context)
    {
        if (IsShallow || value is null) return value;
        ThrowIfRefused();
        var function = _function ??= CopierFactory.Make<T>();
        return function(value, context);
    }

    public static void ThrowIfRefused()
    {
        if (Refusal is not null) throw new CodecNotFoundException(Refusal);
    }
}

/// <summary>Copies values by the type they turn out to have.</summary>
internal static class Copier
{
    private static readonly ConcurrentDictionary<Type, CopyFunction<object>> ByRuntimeType = new();

    public static object? CopyObject(object? value) => value is null ? null : CopyObject(value, new CopyContext());

    public static object CopyObject(object value, CopyContext context) =>
        ByRuntimeType.GetOrAdd(value.GetType(), static type => Adapt(type))(value, context);

    /// <summary>Copies a value that may be of a type derived from the declared one.</summary>
    public static T CopyPolymorphic<T>(T value, CopyContext context) => (T)CopyObject(value!, context);

    /// <summary>
    /// Copies a value declared as an interface of lists: one of a type that is not known (the compiler's own for
    /// <c>[.. x]</c>, say) becomes a <see cref="List{T}"/>, as with Orleans.
    /// </summary>
    public static TList CopyListLike<TList, TItem>(TList value, CopyContext context)
        where TList : class, IEnumerable<TItem>
    {
        if (TypeRules.Refusal(value.GetType()) is null) return CopyPolymorphic(value, context);
        if (context.TryGet(value, out var known)) return (TList)known!;
        var copy = new List<TItem>();
        context.Record(value, copy);
        foreach (var item in value) copy.Add(Copier<TItem>.Copy(item, context));
        return (TList)(object)copy;
    }

    public static T CopyBoxed<T>(object value, CopyContext context) => Copier<T>.Copy((T)value, context);

    public static void ThrowIfRefused(Type type)
    {
        if (TypeRules.Refusal(type) is { } refusal) throw new CodecNotFoundException(refusal);
    }

    private static CopyFunction<object> Adapt(Type type)
    {
        // An exact copier even for unsealed types: the runtime type is known here.
        var make = typeof(Copier).GetMethod(nameof(AdaptTyped), BindingFlags.NonPublic | BindingFlags.Static)!;
        return (CopyFunction<object>)make.MakeGenericMethod(type).Invoke(null, null)!;
    }

    private static CopyFunction<object> AdaptTyped<T>()
    {
        if (TypeRules.Refusal(typeof(T)) is { } refusal) return (_, _) => throw new CodecNotFoundException(refusal);
        if (TypeRules.IsShallow(typeof(T)) || typeof(T) == typeof(object)) return static (value, _) => value;
        var exact = CopierFactory.MakeExact<T>();
        return (value, context) => exact((T)value, context)!;
    }
}
