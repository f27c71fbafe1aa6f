using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Framemill.Media.Edits.Reading;

/// <summary>Writes values as compact JSON, members in their order.</summary>
internal static class JsonTreeWriter
{
    private static readonly JsonWriterOptions Options = new()
    {
        // It is stored and read back, never put into a page: readable text is worth more than escapes.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static string Write(JsonValue value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
            Write(writer, value);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>The same for every order of the members: for comparing and hashing.</summary>
    public static string WriteSorted(JsonValue value) => Write(Sorted(value));

    private static void Write(Utf8JsonWriter writer, JsonValue value)
    {
        switch (value)
        {
            case JsonValue.Object found:
                writer.WriteStartObject();
                foreach (var (name, member) in found.Members)
                {
                    writer.WritePropertyName(name);
                    Write(writer, member);
                }

                writer.WriteEndObject();
                break;
            case JsonValue.Array found:
                writer.WriteStartArray();
                foreach (var item in found.Items)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case JsonValue.Text found:
                writer.WriteStringValue(found.Value);
                break;
            case JsonValue.Number found:
                writer.WriteRawValue(found.Written, skipInputValidation: true);
                break;
            case JsonValue.Flag found:
                writer.WriteBooleanValue(found.Value);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    private static JsonValue Sorted(JsonValue value) => value switch
    {
        JsonValue.Object found => new JsonValue.Object(
        [
            .. found.Members
                .OrderBy(member => member.Key, StringComparer.Ordinal)
                .Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value))),
        ]),
        JsonValue.Array found => new JsonValue.Array([.. found.Items.Select(Sorted)]),
        _ => value,
    };
}
