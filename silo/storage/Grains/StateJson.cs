using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Framemill.Storage.Grains;

/// <summary>
/// How state is written down: camel-case names, enums as numbers (names may change, numbers may not), members left at
/// their default kept, and closed hierarchies told apart by their aliases and never by CLR names.
/// </summary>
public static class StateJson
{
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            AllowOutOfOrderMetadataProperties = true,
            MaxDepth = 64,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { ClosedHierarchy.Describe } },
        };
        options.MakeReadOnly();
        return options;
    }
}
