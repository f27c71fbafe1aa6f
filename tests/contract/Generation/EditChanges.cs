using System.Text.Json.Nodes;
using Framemill.Testing;

namespace Framemill.Tests.Contract.Generation;

/// <summary>Changes an edit at one place, mostly for the worse.</summary>
internal static class EditChanges
{
    private static readonly string[] Values =
    [
        "null", "true", "[]", "{}", "[{}]", "-1", "0", "0.5", "1.5", "11", "361", "4097", "1e9", "\"\"", "\" \"",
        "\"1\"", "\"1.5\"", "\"x\"", "\"auto\"", "\"end\"", "\"{{ FREE }}\"", "\"{{A B}}\"", "\"a{{X}}\"",
        "\"#12345\"", "\"#GGGGGG\"", "\"#123456\"", "\"NaN\"", "\"Infinity\"", "\"1e1\"", "\"0x10\"",
        "\"alias://clip-1\"", "\"alias://a b\"", "\"none\"", "\"center\"", "\"middle\"", "\"fadeIn\"", "\"hd\"",
        "[{\"from\":0,\"to\":1,\"length\":1}]",
    ];

    private static readonly string[] Keys =
        ["x", "type", "src", "prompt", "trim", "volume", "effect", "size", "width", "font", "style", "options"];

    public static string Change(string json, SeededRandom random)
    {
        var edit = JsonNode.Parse(json)!;
        var places = Places(edit);
        if (places.Count == 0) return json;
        var (parent, key) = random.Pick(places);
        switch (random.Below(10))
        {
            case < 5:
                Set(parent, key, JsonNode.Parse(random.Pick(Values)));
                break;
            case 5 or 6:
                if (parent is JsonObject holder) holder.Remove(key.Name!);
                else parent.AsArray().RemoveAt(key.Index);
                break;
            case 7:
                if (parent is JsonObject other) other[random.Pick(Keys)] = JsonNode.Parse(random.Pick(Values));
                else parent.AsArray().Add(JsonNode.Parse(random.Pick(Values)));
                break;
            default:
                Set(parent, key, Nudged(Get(parent, key), random));
                break;
        }

        return edit.ToJsonString();
    }

    private static List<(JsonNode Parent, (string? Name, int Index) Key)> Places(JsonNode node)
    {
        var places = new List<(JsonNode, (string?, int))>();
        var open = new Stack<JsonNode>([node]);
        while (open.TryPop(out var next))
        {
            if (next is JsonObject members)
            {
                foreach (var (name, value) in members)
                {
                    places.Add((next, (name, 0)));
                    if (value is JsonObject or JsonArray) open.Push(value);
                }
            }
            else if (next is JsonArray items)
            {
                for (var i = 0; i < items.Count; i++)
                {
                    places.Add((next, (null, i)));
                    if (items[i] is JsonObject or JsonArray) open.Push(items[i]!);
                }
            }
        }

        return places;
    }

    private static JsonNode? Get(JsonNode parent, (string? Name, int Index) key) =>
        key.Name is { } name ? parent[name] : parent[key.Index];

    private static void Set(JsonNode parent, (string? Name, int Index) key, JsonNode? value)
    {
        if (key.Name is { } name) parent[name] = value;
        else parent[key.Index] = value;
    }

    /// <summary>Nearly the same: the other type, the other case, a little too much.</summary>
    private static JsonNode? Nudged(JsonNode? value, SeededRandom random) => value?.GetValueKind() switch
    {
        System.Text.Json.JsonValueKind.Number => random.Below(3) switch
        {
            0 => value.GetValue<double>() * -1,
            1 => value.GetValue<double>() + 0.25,
            _ => value.ToJsonString(),
        },
        System.Text.Json.JsonValueKind.String when value.GetValue<string>() is { Length: > 0 } text =>
            random.Chance(50) ? text.ToUpperInvariant() : text + "s",
        System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False =>
            value.GetValue<bool>() ? "true" : 1,
        System.Text.Json.JsonValueKind.Array => value.AsArray().FirstOrDefault()?.DeepClone(),
        _ => new JsonArray(value?.DeepClone()),
    };
}
