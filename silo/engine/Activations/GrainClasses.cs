using System.Collections.Concurrent;
using System.Reflection;
using Framemill.Engine.Copying;
using Orleans;
using Orleans.Runtime;

namespace Framemill.Engine.Activations;

/// <summary>The grain classes of this process, by type and by interface.</summary>
internal static class GrainClasses
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<Assembly> Scanned = [];
    private static readonly ConcurrentDictionary<GrainType, GrainClass> ByType = new();
    private static readonly ConcurrentDictionary<Type, GrainType> ByInterface = new();
    private static readonly List<Type> Candidates = [];

    /// <summary>Every class whose grains may have been asked for, generic ones not yet constructed left out.</summary>
    public static IEnumerable<GrainClass> All => ByType.Values;

    public static GrainClass Find(GrainType grainType)
    {
        if (ByType.TryGetValue(grainType, out var known)) return known;
        Scan();
        return ByType.TryGetValue(grainType, out known)
            ? known
            : throw new ArgumentException($"Could not find an implementation for grain type {grainType}.");
    }

    /// <summary>The type of the grains that an interface refers to.</summary>
    public static GrainType Resolve(Type interfaceType, string? classNamePrefix)
    {
        if (classNamePrefix is not null) return Choose(interfaceType, classNamePrefix);
        if (ByInterface.TryGetValue(interfaceType, out var known)) return known;
        var chosen = Choose(interfaceType, null);
        ByInterface[interfaceType] = chosen;
        return chosen;
    }

    /// <summary>Learns the classes of all assemblies that use the engine.</summary>
    public static void Scan()
    {
        lock (Gate)
        {
            foreach (var assembly in Reachable().Where(assembly => Scanned.Add(assembly))) Learn(assembly);
        }
    }

    private static GrainType Choose(Type interfaceType, string? classNamePrefix)
    {
        Scan();
        List<Type> found;
        lock (Gate) found = [.. Candidates.Select(type => Close(type, interfaceType)).OfType<Type>()];
        if (classNamePrefix is not null)
        {
            found.RemoveAll(type => !type.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal));
        }

        var chosen = found.Count == 1
            ? found[0]
            : found.Find(type => "I" + type.Name == interfaceType.Name)
                ?? throw (found.Count == 0
                    ? new ArgumentException($"Could not find an implementation for interface {interfaceType}")
                    : new ArgumentException(
                        $"Unable to identify a single appropriate grain type for interface {interfaceType}. "
                        + $"Candidates: {string.Join(", ", found.Select(type => type.Name))}"));
        return Add(chosen).GrainType;
    }

    // A generic class is closed over the arguments of the interface, which must be its own in the same order.
    private static Type? Close(Type type, Type interfaceType)
    {
        if (!type.IsGenericTypeDefinition) return interfaceType.IsAssignableFrom(type) ? type : null;
        if (!interfaceType.IsGenericType) return null;
        var arguments = interfaceType.GetGenericArguments();
        if (type.GetGenericArguments().Length != arguments.Length) return null;
        var shape = interfaceType.GetGenericTypeDefinition();
        if (!type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == shape)) return null;
        var closed = type.MakeGenericType(arguments);
        return interfaceType.IsAssignableFrom(closed) ? closed : null;
    }

    private static GrainClass Add(Type type)
    {
        var made = new GrainClass(type);
        var kept = ByType.GetOrAdd(made.GrainType, made);
        if (kept.Type != type)
        {
            throw new OrleansConfigurationException(
                $"Grain type {made.GrainType} is claimed by {kept.Type} and by {type}: name one by [GrainType].");
        }

        return kept;
    }

    private static void Learn(Assembly assembly)
    {
        var types = Types(assembly);
        Surrogates.Learn(types);
        foreach (var type in types)
        {
            if (!type.IsClass || type.IsAbstract || !typeof(IGrainBase).IsAssignableFrom(type)) continue;
            Candidates.Add(type);
            if (!type.IsGenericTypeDefinition) Add(type);
        }
    }

    private static Type[] Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return [.. exception.Types.OfType<Type>()];
        }
    }

    private static List<Assembly> Reachable()
    {
        var engine = typeof(GrainClasses).Assembly;
        var queue = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(one => !one.IsDynamic));
        var seen = queue.ToHashSet();
        var reachable = new List<Assembly> { engine };
        while (queue.TryDequeue(out var assembly))
        {
            var references = assembly.GetReferencedAssemblies();
            if (references.All(name => name.Name != engine.GetName().Name)) continue;
            reachable.Add(assembly);
            foreach (var name in references)
            {
                if (TryLoad(name) is { } loaded && seen.Add(loaded)) queue.Enqueue(loaded);
            }
        }

        return reachable;
    }

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException)
        {
            return null; // Not deployed with this process: then nothing here can be of its types.
        }
    }
}
