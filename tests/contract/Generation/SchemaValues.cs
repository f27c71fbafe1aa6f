using System.Text.Json.Nodes;
using Framemill.Testing;

namespace Framemill.Tests.Contract.Generation;

/// <summary>
/// Makes values at random that a JSON schema allows: the schema is the vendor's, so nothing is left out.
/// </summary>
internal sealed class SchemaValues(JsonObject root, SeededRandom random)
{
    private const int OptionalPercent = 22;
    private const int ItemsMax = 3;

    /// <summary>What a pattern of the schema asks for. A pattern that is new makes the test fail, not pass.</summary>
    private static readonly Dictionary<string, Func<SeededRandom, string>> Patterns = new()
    {
        [@"\S"] = _ => throw new InvalidOperationException("a source is made by its name"),
        ["^#[0-9a-fA-F]{6}$"] = Hex,
        ["^#[A-Fa-f0-9]{6}$"] = Hex,
        ["^[A-Za-z0-9_-]+$"] = random => $"clip-{random.Below(4)}",
        ["^(auto|alias://[A-Za-z0-9_-]+)$"] = random => random.Chance(80) ? "auto" : $"alias://clip-{random.Below(4)}",
        ["^(auto|end|alias://[A-Za-z0-9_-]+)$"] = random =>
            random.Chance(80) ? random.Pick(["auto", "end"]) : $"alias://clip-{random.Below(4)}",
    };

    private static readonly string[] Texts =
    [
        "", " ", "Hello", "Größe ✓", "مرحبا", "สวัสดี", "👩‍👩‍👧", "two\nlines", "{{ NAME }}", "tab\there", "</b><i>",
        "alias://clip-1", "0", "null",
    ];

    private static readonly string[] Addresses =
        ["https://media.example.com/a%20b.mp4?sig=x%2Fy", "http://media.example.com:8080/p.png", "https://例え.jp/é"];

    private static readonly string[] Colours =
        ["#000", "#ff8800", "#80ff8800", "rgba(1, 2, 3, 0.5)", "rgb(10%,20%,30%)", "tomato", "transparent", ""];

    /// <param name="name">The member that the value is for; it tells what a text without a pattern means.</param>
    /// <param name="kind">The word of the asset that the value belongs to, if any.</param>
    public JsonNode? Make(JsonObject schema, string name, string kind)
    {
        schema = Resolve(schema);
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray options)
            return Make(Pick(options).AsObject(), name, kind);
        if (schema["enum"] is JsonArray words) return Pick(words).DeepClone();
        return TypeOf(schema) switch
        {
            "object" => Object(schema, kind),
            "array" => List(schema, name, kind),
            "string" => Text(schema, name, kind),
            "boolean" => random.Chance(50),
            "number" => Number(schema, isWhole: false),
            "integer" => Number(schema, isWhole: true),
            "null" => null,
            _ => Anything(),
        };
    }

    public JsonObject Definition(string name) => root["$defs"]![name]!.AsObject();

    private JsonNode Pick(JsonArray items) => items[random.Below(items.Count)]!;

    private static string Hex(SeededRandom random) => $"#{random.Below(1 << 24):X6}";

    private string TypeOf(JsonObject schema) => schema["type"] switch
    {
        JsonArray several => Pick(several).GetValue<string>(),
        { } one => one.GetValue<string>(),
        null => schema.ContainsKey("properties") ? "object" : "",
    };

    private JsonObject Resolve(JsonObject schema)
    {
        while (schema["$ref"] is { } reference)
        {
            JsonNode? found = root;
            foreach (var step in reference.GetValue<string>()[2..].Split('/'))
                found = found is JsonArray items ? items[int.Parse(step)] : found![step];
            schema = found!.AsObject();
        }

        return schema;
    }

    private JsonObject Object(JsonObject schema, string kind)
    {
        var made = new JsonObject();
        if (schema["properties"] is not JsonObject properties)
            return random.Chance(50) ? made : new() { ["seed"] = random.Below(100), ["style"] = "calm" };
        if (properties["type"]?["enum"] is JsonArray { Count: 1 } only) kind = only[0]!.GetValue<string>();
        var required = (schema["required"] as JsonArray)?.Select(r => r!.GetValue<string>()).ToHashSet() ?? [];
        foreach (var (name, property) in properties)
        {
            if (!required.Contains(name) && !IsLikely(name) && !random.Chance(OptionalPercent)) continue;
            // A word that names the variant stands in the schema as its default.
            made[name] = name == "provider"
                ? property!["default"]!.DeepClone()
                : Make(property!.AsObject(), name, kind);
        }

        return made;
    }

    // Without these most of what is made would be refused for one and the same reason.
    private static bool IsLikely(string name) => name is "src" or "size" or "resolution" or "width" or "height";

    private JsonArray List(JsonObject schema, string name, string kind)
    {
        var least = schema["minItems"]?.GetValue<int>() ?? 0;
        var items = schema["items"]!.AsObject();
        return [.. Enumerable.Range(0, random.Between(least, Math.Max(least, ItemsMax)))
            .Select(_ => Make(items, name, kind))];
    }

    private JsonNode Text(JsonObject schema, string name, string kind)
    {
        if (name == "src") return Source(kind);
        if (schema["pattern"] is { } pattern) return Patterns[pattern.GetValue<string>()](random);
        if (name == "callback") return "https://hooks.example.com/framemill?id=1";
        return name is "color" or "background" || (name == "stroke" && kind == "caption")
            ? random.Pick(Colours)
            : random.Pick(Texts);
    }

    private string Source(string kind) => kind switch
    {
        "svg" => """<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>""",
        "caption" or "rich-caption" when random.Chance(20) => $"alias://clip-{random.Below(4)}",
        _ => random.Pick(Addresses),
    };

    private JsonNode Number(JsonObject schema, bool isWhole)
    {
        var least = schema["minimum"]?.GetValue<double>() ?? -20;
        var most = schema["maximum"]?.GetValue<double>() ?? 40;
        double number = random.Below(6) switch
        {
            0 => least,
            1 => most,
            _ => least + ((most - least) * random.Below(10_001) / 10_000),
        };
        number = isWhole ? Math.Round(number) : Math.Clamp(Math.Round(number, 3), least, most);
        return random.Chance(6) ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : number;
    }

    private JsonNode Anything() => random.Below(5) switch
    {
        0 => random.Pick(Texts),
        1 => random.Chance(50),
        _ => random.Between(-2, 900),
    };
}
