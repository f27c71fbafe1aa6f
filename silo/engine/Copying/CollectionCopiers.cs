using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Reflection;

namespace Framemill.Engine.Copying;

/// <summary>Copiers of the collections, tuples and buffers that may travel.</summary>
internal static class CollectionCopiers
{
    private static readonly FrozenDictionary<Type, string> Methods = new Dictionary<Type, string>
    {
        [typeof(List<>)] = nameof(CopyList),
        [typeof(Dictionary<,>)] = nameof(CopyDictionary),
        [typeof(HashSet<>)] = nameof(CopyHashSet),
        [typeof(Queue<>)] = nameof(CopyQueue),
        [typeof(Stack<>)] = nameof(CopyStack),
        [typeof(SortedDictionary<,>)] = nameof(CopySortedDictionary),
        [typeof(SortedSet<>)] = nameof(CopySortedSet),
        [typeof(SortedList<,>)] = nameof(CopySortedList),
        [typeof(ConcurrentDictionary<,>)] = nameof(CopyConcurrentDictionary),
        [typeof(ConcurrentQueue<>)] = nameof(CopyConcurrentQueue),
        [typeof(Collection<>)] = nameof(CopyCollection),
        [typeof(ReadOnlyCollection<>)] = nameof(CopyReadOnlyCollection),
        [typeof(ReadOnlyDictionary<,>)] = nameof(CopyReadOnlyDictionary),
        [typeof(KeyValuePair<,>)] = nameof(CopyPair),
        [typeof(Nullable<>)] = nameof(CopyNullable),
        [typeof(Memory<>)] = nameof(CopyMemory),
        [typeof(ReadOnlyMemory<>)] = nameof(CopyReadOnlyMemory),
        [typeof(ArraySegment<>)] = nameof(CopySegment),
        [typeof(ImmutableArray<>)] = nameof(CopyImmutableArray),
        [typeof(ImmutableList<>)] = nameof(CopyImmutableList),
        [typeof(ImmutableHashSet<>)] = nameof(CopyImmutableHashSet),
        [typeof(ImmutableDictionary<,>)] = nameof(CopyImmutableDictionary),
    }.ToFrozenDictionary();

    public static bool IsKnown(Type type) => Methods.ContainsKey(
        type.IsGenericType && !type.IsGenericTypeDefinition ? type.GetGenericTypeDefinition() : type);

    public static CopyFunction<T>? Find<T>()
    {
        var type = typeof(T);
        if (type.IsArray) return Bind<T>(ArrayMethod(type), [type.GetElementType()!]);
        if (!type.IsGenericType) return null;
        var shape = type.GetGenericTypeDefinition();
        if (Methods.TryGetValue(shape, out var name)) return Bind<T>(name, type.GetGenericArguments());
        return TupleCopiers.Find<T>();
    }

    private static string ArrayMethod(Type type) =>
        type.GetArrayRank() == 1 ? nameof(CopyArray) : nameof(CopyGrid);

    private static CopyFunction<T> Bind<T>(string name, Type[] arguments)
    {
        var method = typeof(CollectionCopiers).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
        if (name == nameof(CopyGrid)) return (value, context) => (T)(object)CopyGrid((Array)(object)value!, context);
        return method.MakeGenericMethod(arguments).CreateDelegate<CopyFunction<T>>();
    }

    private static T[] CopyArray<T>(T[] value, CopyContext context)
    {
        if (context.TryGet(value, out var known)) return (T[])known!;
        var copy = new T[value.Length];
        context.Record(value, copy);
        if (Copier<T>.IsShallow) value.CopyTo(copy, 0);
        else for (var i = 0; i < value.Length; i++) copy[i] = Copier<T>.Copy(value[i], context);
        return copy;
    }

    private static Array CopyGrid(Array value, CopyContext context)
    {
        if (context.TryGet(value, out var known)) return (Array)known!;
        var copy = (Array)value.Clone();
        context.Record(value, copy);
        if (TypeRules.IsShallow(value.GetType().GetElementType()!)) return copy;
        var indices = new int[value.Rank];
        for (var flat = 0; flat < value.Length; flat++)
        {
            var rest = flat;
            for (var rank = value.Rank - 1; rank >= 0; rank--)
            {
                indices[rank] = (rest % value.GetLength(rank)) + value.GetLowerBound(rank);
                rest /= value.GetLength(rank);
            }

            if (value.GetValue(indices) is { } item) copy.SetValue(Copier.CopyObject(item, context), indices);
        }

        return copy;
    }

    private static List<T> CopyList<T>(List<T> value, CopyContext context)
    {
        if (context.TryGet(value, out var known)) return (List<T>)known!;
        if (Copier<T>.IsShallow)
        {
            var whole = new List<T>(value);
            context.Record(value, whole);
            return whole;
        }

        var copy = new List<T>(value.Count);
        context.Record(value, copy);
        foreach (var item in value) copy.Add(Copier<T>.Copy(item, context));
        return copy;
    }

    private static Dictionary<TKey, TValue> CopyDictionary<TKey, TValue>(
        Dictionary<TKey, TValue> value, CopyContext context)
        where TKey : notnull
    {
        if (context.TryGet(value, out var known)) return (Dictionary<TKey, TValue>)known!;
        var copy = new Dictionary<TKey, TValue>(value.Count, value.Comparer);
        context.Record(value, copy);
        foreach (var pair in value)
        {
            copy.Add(Copier<TKey>.Copy(pair.Key, context), Copier<TValue>.Copy(pair.Value, context));
        }

        return copy;
    }

    private static HashSet<T> CopyHashSet<T>(HashSet<T> value, CopyContext context)
    {
        if (context.TryGet(value, out var known)) return (HashSet<T>)known!;
        var copy = new HashSet<T>(value.Count, value.Comparer);
        context.Record(value, copy);
        foreach (var item in value) copy.Add(Copier<T>.Copy(item, context));
        return copy;
    }

    private static Queue<T> CopyQueue<T>(Queue<T> value, CopyContext context) =>
        new(Items(value, context));

    private static Stack<T> CopyStack<T>(Stack<T> value, CopyContext context) =>
        new(Items(value, context).AsEnumerable().Reverse());

    private static SortedDictionary<TKey, TValue> CopySortedDictionary<TKey, TValue>(
        SortedDictionary<TKey, TValue> value, CopyContext context)
        where TKey : notnull => new(Pairs(value, context), value.Comparer);

    private static SortedList<TKey, TValue> CopySortedList<TKey, TValue>(
        SortedList<TKey, TValue> value, CopyContext context)
        where TKey : notnull => new(Pairs(value, context), value.Comparer);

    private static SortedSet<T> CopySortedSet<T>(SortedSet<T> value, CopyContext context) =>
        new(Items(value, context), value.Comparer);

    private static ConcurrentDictionary<TKey, TValue> CopyConcurrentDictionary<TKey, TValue>(
        ConcurrentDictionary<TKey, TValue> value, CopyContext context)
        where TKey : notnull => new(Pairs(value, context), value.Comparer);

    private static ConcurrentQueue<T> CopyConcurrentQueue<T>(ConcurrentQueue<T> value, CopyContext context) =>
        new(Items(value, context));

    private static Collection<T> CopyCollection<T>(Collection<T> value, CopyContext context) =>
        new(Items(value, context));

    private static ReadOnlyCollection<T> CopyReadOnlyCollection<T>(
        ReadOnlyCollection<T> value, CopyContext context) => new(Items(value, context));

    private static ReadOnlyDictionary<TKey, TValue> CopyReadOnlyDictionary<TKey, TValue>(
        ReadOnlyDictionary<TKey, TValue> value, CopyContext context)
        where TKey : notnull => new(Pairs(value, context));

    private static KeyValuePair<TKey, TValue> CopyPair<TKey, TValue>(
        KeyValuePair<TKey, TValue> value, CopyContext context) =>
        new(Copier<TKey>.Copy(value.Key, context), Copier<TValue>.Copy(value.Value, context));

    private static T? CopyNullable<T>(T? value, CopyContext context)
        where T : struct => value is { } present ? Copier<T>.Copy(present, context) : null;

    private static Memory<T> CopyMemory<T>(Memory<T> value, CopyContext context) =>
        CopyArray(value.ToArray(), context);

    private static ReadOnlyMemory<T> CopyReadOnlyMemory<T>(ReadOnlyMemory<T> value, CopyContext context) =>
        CopyArray(value.ToArray(), context);

    private static ArraySegment<T> CopySegment<T>(ArraySegment<T> value, CopyContext context) =>
        new(CopyArray(value.ToArray(), context));

    private static ImmutableArray<T> CopyImmutableArray<T>(ImmutableArray<T> value, CopyContext context) =>
        value.IsDefault ? value : [.. Items(value, context)];

    private static ImmutableList<T> CopyImmutableList<T>(ImmutableList<T> value, CopyContext context) =>
        [.. Items(value, context)];

    private static ImmutableHashSet<T> CopyImmutableHashSet<T>(ImmutableHashSet<T> value, CopyContext context) =>
        Items(value, context).ToImmutableHashSet(value.KeyComparer);

    private static ImmutableDictionary<TKey, TValue> CopyImmutableDictionary<TKey, TValue>(
        ImmutableDictionary<TKey, TValue> value, CopyContext context)
        where TKey : notnull => Pairs(value, context).ToImmutableDictionary(value.KeyComparer, value.ValueComparer);

    private static List<T> Items<T>(IEnumerable<T> items, CopyContext context) =>
        items.Select(item => Copier<T>.Copy(item, context)).ToList();

    private static Dictionary<TKey, TValue> Pairs<TKey, TValue>(
        IEnumerable<KeyValuePair<TKey, TValue>> pairs, CopyContext context)
        where TKey : notnull =>
        pairs.ToDictionary(
            pair => Copier<TKey>.Copy(pair.Key, context), pair => Copier<TValue>.Copy(pair.Value, context));
}
