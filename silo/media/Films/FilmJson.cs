using System.Text.Json;
using System.Text.Json.Serialization;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;

namespace Framemill.Media.Films;

/// <summary>The manifest's JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    Converters = [typeof(RationalJsonConverter), typeof(AssetKeyJsonConverter)])]
[JsonSerializable(typeof(FilmManifest))]
[JsonSerializable(typeof(Sources.MediaKind), TypeInfoPropertyName = "ProbedKind")]
internal sealed partial class FilmJson : JsonSerializerContext;

internal sealed class AssetKeyJsonConverter : JsonConverter<AssetKey>
{
    public override AssetKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString()!);

    public override void Write(Utf8JsonWriter writer, AssetKey value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
