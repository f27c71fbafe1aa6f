using System.Text.Json.Serialization;

namespace Framemill.Media.Timelines;

/// <summary>How facts of assets are stored beside an edit.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(IReadOnlyList<AssetFacts>))]
public sealed partial class AssetFactsJson : JsonSerializerContext;
