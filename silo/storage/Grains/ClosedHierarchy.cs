using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Framemill.Storage.Grains;

/// <summary>
/// Makes an abstract type of ours storable: its cases are the concrete types of its assembly that derive from it, and
/// each is named by its <see cref="AliasAttribute"/>.
/// </summary>
internal static class ClosedHierarchy
{
    private const string Discriminator = "$case";

    public static void Describe(JsonTypeInfo type)
    {
        if (!type.Type.IsAbstract || type.Type.IsInterface || type.Kind != JsonTypeInfoKind.Object) return;
        if (type.PolymorphismOptions is not null || AliasOf(type.Type) is null) return;

        var options = new JsonPolymorphismOptions
        {
            TypeDiscriminatorPropertyName = Discriminator,
            UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization,
        };
        foreach (var derived in CasesOf(type.Type))
        {
            var alias = AliasOf(derived) ?? throw new NotSupportedException(
                $"{derived} cannot be stored: it is a case of {type.Type} and needs an [Alias].");
            options.DerivedTypes.Add(new JsonDerivedType(derived, alias));
        }

        if (options.DerivedTypes.Count > 0) type.PolymorphismOptions = options;
    }

    private static IEnumerable<Type> CasesOf(Type type) => type.Assembly.GetTypes()
        .Where(candidate => !candidate.IsAbstract && candidate.IsSubclassOf(type))
        .OrderBy(candidate => candidate.FullName, StringComparer.Ordinal);

    private static string? AliasOf(Type type) => type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;
}
