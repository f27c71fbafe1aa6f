using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Framemill.Media.Edits.Reading;

/// <summary>Reads JSON into values: bounded in depth and count, without recursion, telling duplicate keys.</summary>
internal static class JsonTreeReader
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Null when it is not JSON, or too much of it; the reason is then among the problems.</summary>
    public static JsonValue? Read(ReadOnlySpan<byte> json, EditLimits limits, ProblemList problems)
    {
        if (json.Length > limits.EditBytesMax)
        {
            problems.Add(
                EditProblemCodes.TooLarge,
                JsonPlace.Root,
                $"The edit has {json.Length} bytes; at most {limits.EditBytesMax} are allowed.");
            return null;
        }

        if (json.StartsWith(ByteOrderMark))
            json = json[ByteOrderMark.Length..];
        if (!Utf8.IsValid(json))
        {
            problems.Add(EditProblemCodes.InvalidJson, JsonPlace.Root, "The edit is not valid UTF-8 text.");
            return null;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = limits.DepthMax + 1 });
        try
        {
            return Read(ref reader, limits, problems);
        }
        catch (JsonException exception)
        {
            problems.Add(
                EditProblemCodes.InvalidJson, JsonPlace.Root, $"The edit is not readable JSON{Where(exception)}.");
            return null;
        }
    }

    private static JsonValue? Read(ref Utf8JsonReader reader, EditLimits limits, ProblemList problems)
    {
        var open = new Stack<Container>();
        JsonValue? root = null;
        var count = 0;
        while (reader.Read())
        {
            if (++count > limits.ValuesMax)
            {
                problems.Add(
                    EditProblemCodes.TooLarge,
                    JsonPlace.Root,
                    $"The edit has more than {limits.ValuesMax} JSON values.");
                return null;
            }

            JsonValue value;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    var parent = open.Peek();
                    parent.Name = Text(ref reader, parent.Place, problems);
                    if (!parent.Names!.Add(parent.Name))
                    {
                        problems.Add(
                            EditProblemCodes.DuplicateKey,
                            parent.Place.Member(parent.Name),
                            $"The key \"{Shown(parent.Name)}\" stands twice in the same object.");
                    }

                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray when open.Count >= limits.DepthMax:
                    problems.Add(
                        EditProblemCodes.TooDeep,
                        JsonPlace.Root,
                        $"The edit is nested deeper than {limits.DepthMax} levels.");
                    return null;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push(new(PlaceIn(open), reader.TokenType == JsonTokenType.StartObject));
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    value = open.Pop().Close();
                    break;
                case JsonTokenType.String:
                    value = new JsonValue.Text(Text(ref reader, PlaceIn(open), problems));
                    break;
                case JsonTokenType.Number:
                    value = new JsonValue.Number(Encoding.ASCII.GetString(reader.ValueSpan));
                    break;
                case JsonTokenType.True or JsonTokenType.False:
                    value = new JsonValue.Flag(reader.TokenType == JsonTokenType.True);
                    break;
                default:
                    value = new JsonValue.Null();
                    break;
            }

            if (open.TryPeek(out var container))
                container.Add(value);
            else
                root = value;
        }

        return root;
    }

    private static JsonPlace PlaceIn(Stack<Container> open) =>
        open.TryPeek(out var container) ? container.NextPlace : JsonPlace.Root;

    private static string Text(ref Utf8JsonReader reader, JsonPlace place, ProblemList problems)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 without its other half: it is allowed by JSON's grammar but is no text.
            problems.Add(EditProblemCodes.InvalidText, place, "The text holds half of a surrogate pair.");
            return "";
        }
    }

    private static string Shown(string name) => name.Length <= 64 ? name : name[..64] + "...";

    private static string Where(JsonException exception) =>
        exception is { LineNumber: { } line, BytePositionInLine: { } at }
            ? string.Create(CultureInfo.InvariantCulture, $": line {line + 1}, column {at + 1}")
            : "";

    private sealed class Container(JsonPlace place, bool isObject)
    {
        private readonly List<KeyValuePair<string, JsonValue>> _members = [];
        private readonly List<JsonValue> _items = [];

        public JsonPlace Place { get; } = place;

        public string Name { get; set; } = "";

        public HashSet<string>? Names { get; } = isObject ? new(StringComparer.Ordinal) : null;

        public JsonPlace NextPlace => isObject ? Place.Member(Name) : Place.Item(_items.Count);

        public void Add(JsonValue value)
        {
            if (isObject)
                _members.Add(new(Name, value));
            else
                _items.Add(value);
        }

        public JsonValue Close() => isObject ? new JsonValue.Object(_members) : new JsonValue.Array(_items);
    }
}
