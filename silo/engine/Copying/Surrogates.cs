using System.Collections.Concurrent;
using System.Reflection;
using Orleans;

namespace Framemill.Engine.Copying;

/// <summary>Foreign types that travel as a struct of ours, by a converter marked with [RegisterConverter].</summary>
internal static class Surrogates
{
    private static readonly ConcurrentDictionary<Type, Type> Converters = new();

    /// <summary>Learns the converters of an assembly.</summary>
    public static void Learn(IEnumerable<Type> types)
    {
        foreach (var type in types.Where(type => type.IsDefined(typeof(RegisterConverterAttribute), inherit: false)))
        {
            foreach (var contract in type.GetInterfaces().Where(IsConverter))
            {
                Converters[contract.GetGenericArguments()[0]] = type;
            }
        }
    }

    public static bool Has(Type type) => Converters.ContainsKey(type);

    public static CopyFunction<T>? Find<T>()
    {
        if (!Converters.TryGetValue(typeof(T), out var converter)) return null;
        var contract = converter.GetInterfaces()
            .First(candidate => IsConverter(candidate) && candidate.GetGenericArguments()[0] == typeof(T));
        var make = typeof(Surrogates).GetMethod(nameof(Through), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(typeof(T), contract.GetGenericArguments()[1]);
        return (CopyFunction<T>)make.Invoke(null, [Activator.CreateInstance(converter)])!;
    }

    private static bool IsConverter(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConverter<,>);

    private static CopyFunction<T> Through<T, TSurrogate>(IConverter<T, TSurrogate> converter)
        where TSurrogate : struct =>
        (value, context) =>
        {
            var surrogate = Copier<TSurrogate>.Copy(converter.ConvertToSurrogate(in value), context);
            return converter.ConvertFromSurrogate(in surrogate);
        };
}
