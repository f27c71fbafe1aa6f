using System.Text.Json;
using System.Text.Json.Serialization;

namespace Framemill.Media.Timelines;

/// <summary>Writes a rational as text ("30000/1001"), exactly.</summary>
public sealed class RationalJsonConverter : JsonConverter<Rational>
{
    public override Rational Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Rational.TryParse(reader.GetString(), out var value)
            ? value
            : throw new JsonException("A rational is text such as \"30000/1001\".");

    public override void Write(Utf8JsonWriter writer, Rational value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
