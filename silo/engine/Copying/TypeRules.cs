using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Text;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Framemill.Engine.Copying;

/// <summary>Which types may travel, and which of them need no copy.</summary>
internal static class TypeRules
{
    private static readonly ConcurrentDictionary<Type, bool> ShallowTypes = new();
    private static readonly ConcurrentDictionary<Type, string?> Refusals = new();

    private static readonly FrozenSet<Type> Atoms = new[]
    {
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(Guid),
        typeof(DateOnly), typeof(TimeOnly), typeof(Uri), typeof(Version), typeof(IPAddress), typeof(IPEndPoint),
        typeof(CultureInfo), typeof(BigInteger), typeof(Complex), typeof(Int128), typeof(UInt128), typeof(Half),
        typeof(Rune), typeof(CancellationToken), typeof(void), typeof(DBNull),
    }.ToFrozenSet();

    private static readonly FrozenSet<Type> ImmutableShapes = new[]
    {
        typeof(Nullable<>), typeof(KeyValuePair<,>), typeof(ImmutableArray<>), typeof(ImmutableList<>),
        typeof(ImmutableDictionary<,>), typeof(ImmutableHashSet<>), typeof(ImmutableQueue<>),
        typeof(ImmutableStack<>), typeof(ImmutableSortedDictionary<,>), typeof(ImmutableSortedSet<>),
        typeof(FrozenSet<>), typeof(FrozenDictionary<,>),
    }.ToFrozenSet();

    private static readonly FrozenSet<Type> CollectionInterfaces = new[]
    {
        typeof(IEnumerable<>), typeof(ICollection<>), typeof(IList<>), typeof(IReadOnlyCollection<>),
        typeof(IReadOnlyList<>), typeof(ISet<>), typeof(IReadOnlySet<>), typeof(IDictionary<,>),
        typeof(IReadOnlyDictionary<,>), typeof(IImmutableList<>), typeof(IImmutableSet<>),
        typeof(IImmutableDictionary<,>), typeof(IImmutableQueue<>), typeof(IImmutableStack<>),
    }.ToFrozenSet();

    private static readonly FrozenSet<Type> ListInterfaces = new[]
    {
        typeof(IEnumerable<>), typeof(ICollection<>), typeof(IList<>), typeof(IReadOnlyCollection<>),
        typeof(IReadOnlyList<>),
    }.ToFrozenSet();

    /// <summary>Whether a <see cref="List{T}"/> can stand for values of this declared type.</summary>
    public static bool IsListInterface(Type type) =>
        type.IsGenericType && ListInterfaces.Contains(type.GetGenericTypeDefinition());

    /// <summary>Whether a value of this declared type can be passed as it is.</summary>
    public static bool IsShallow(Type type) => ShallowTypes.GetOrAdd(type, static t => DecideShallow(t));

    /// <summary>Why values of this declared type may not travel; null when they may.</summary>
    public static string? Refusal(Type type)
    {
        if (Refusals.TryGetValue(type, out var known)) return known;
        var refusal = FindRefusal(type, []);
        Refusals[type] = refusal;
        return refusal;
    }

    public static bool HasSerializer(Type type) => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);

    public static bool IsReference(Type type) => typeof(IAddressable).IsAssignableFrom(type) && type.IsInterface;

    private static bool DecideShallow(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || Atoms.Contains(type)) return true;
        if (typeof(Type).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type)) return true;
        if (typeof(GrainReference).IsAssignableFrom(type) || IsReference(type)) return true;
        if (type.IsDefined(typeof(ImmutableAttribute), inherit: false)) return type.IsSealed || !type.IsInterface;
        if (!type.IsGenericType) return false;
        var shape = type.GetGenericTypeDefinition();
        if (shape == typeof(Immutable<>)) return true;
        if (ImmutableShapes.Contains(shape) || IsTuple(shape)) return type.GetGenericArguments().All(IsShallow);
        return false;
    }

    private static bool IsTuple(Type shape) =>
        shape.FullName is { } name && (name.StartsWith("System.ValueTuple`", StringComparison.Ordinal)
            || name.StartsWith("System.Tuple`", StringComparison.Ordinal));

    private static string? FindRefusal(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type)) return null;
        if (type == typeof(object) || type.IsGenericParameter) return null;
        if (type.IsArray) return FindRefusal(type.GetElementType()!, seen);
        if (type.IsGenericType && IsKnownShape(type.GetGenericTypeDefinition()))
        {
            return type.GetGenericArguments()
                .Select(part => FindRefusal(part, seen)).FirstOrDefault(refusal => refusal is not null);
        }

        if (HasSerializer(type)) return FindMemberRefusal(type, seen);
        if (IsPlainlyShallow(type) || Surrogates.Has(type) || CollectionCopiers.IsKnown(type)) return null;
        if (type.IsInterface || (type.IsAbstract && !type.IsSealed)) return null; // Judged by what stands there.
        return $"Could not find a codec for type {type.FullName}. "
            + $"Mark it with [{nameof(GenerateSerializerAttribute)[..^9]}] and its members with [Id].";
    }

    private static string? FindMemberRefusal(Type type, HashSet<Type> seen) => SerializableMembers.Of(type)
        .Select(member => FindRefusal(member.Field.FieldType, seen)).FirstOrDefault(refusal => refusal is not null);

    private static bool IsPlainlyShallow(Type type) =>
        type.IsPrimitive || type.IsEnum || Atoms.Contains(type) || typeof(Type).IsAssignableFrom(type)
        || typeof(Exception).IsAssignableFrom(type) || typeof(GrainReference).IsAssignableFrom(type)
        || IsReference(type);

    private static bool IsKnownShape(Type shape) =>
        ImmutableShapes.Contains(shape) || CollectionInterfaces.Contains(shape) || IsTuple(shape)
        || shape == typeof(Immutable<>) || CollectionCopiers.IsKnown(shape);
}
