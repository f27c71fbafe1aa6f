using System.Collections.Concurrent;
using System.Reflection;
using Orleans;

namespace Framemill.Engine.Copying;

/// <summary>The fields of a type that travel: those with an id, and a record's primary constructor parameters.</summary>
internal static class SerializableMembers
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, Member[]> Known = new();

    /// <summary>All members, those of base types first.</summary>
    public static Member[] Of(Type type) => Known.GetOrAdd(type, static t => Find(t));

    private static Member[] Find(Type type)
    {
        var members = new List<Member>();
        for (var level = type; level is not null && level != typeof(object); level = level.BaseType)
        {
            if (!TypeRules.HasSerializer(level)) continue;
            members.InsertRange(0, OfLevel(level));
        }

        return [.. members];
    }

    private static IEnumerable<Member> OfLevel(Type level)
    {
        var attribute = level.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false)!;
        var implied = attribute.IncludePrimaryConstructorParameters ? PrimaryParameters(level) : [];
        foreach (var field in level.GetFields(Declared))
        {
            if (field.IsDefined(typeof(IdAttribute))) yield return new(field, IsImmutable(field));
        }

        foreach (var property in level.GetProperties(Declared))
        {
            var taken = property.IsDefined(typeof(IdAttribute))
                || implied.Contains((property.Name, property.PropertyType))
                || (attribute.GenerateFieldIds == GenerateFieldIds.PublicProperties
                    && property.GetMethod is { IsPublic: true });
            if (!taken) continue;
            if (level.GetField($"<{property.Name}>k__BackingField", Declared) is { } backing)
            {
                yield return new(backing, IsImmutable(property));
            }
        }
    }

    private static HashSet<(string?, Type)> PrimaryParameters(Type level)
    {
        var isRecord = level.GetMethod("<Clone>$", Declared) is not null
            || (level.IsValueType && level.GetMethod("PrintMembers", Declared) is not null);
        if (!isRecord) return [];
        var primary = level.GetConstructors(Declared)
            .Where(constructor => constructor.GetParameters() is not [var only] || only.ParameterType != level)
            .OrderByDescending(constructor => constructor.GetParameters().Length)
            .FirstOrDefault();
        return primary?.GetParameters().Select(parameter => (parameter.Name, parameter.ParameterType)).ToHashSet() ?? [];
    }

    private static bool IsImmutable(MemberInfo member) => member.IsDefined(typeof(ImmutableAttribute));

    /// <summary>One field that travels.</summary>
    internal sealed record Member(FieldInfo Field, bool IsImmutable);
}
