using System.Text.Json.Serialization;
using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>The text that content keys are made of: always the same for the same value.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SegmentPixels))]
[JsonSerializable(typeof(ClipPixels))]
[JsonSerializable(typeof(SoundSamples))]
[JsonSerializable(typeof(ClipStart.Seconds), TypeInfoPropertyName = "ClipStartSeconds")]
[JsonSerializable(typeof(ClipStart.Auto), TypeInfoPropertyName = "ClipStartAuto")]
[JsonSerializable(typeof(ClipStart.Alias), TypeInfoPropertyName = "ClipStartAlias")]
[JsonSerializable(typeof(ClipLength.Seconds), TypeInfoPropertyName = "ClipLengthSeconds")]
[JsonSerializable(typeof(ClipLength.Auto), TypeInfoPropertyName = "ClipLengthAuto")]
[JsonSerializable(typeof(ClipLength.Alias), TypeInfoPropertyName = "ClipLengthAlias")]
internal sealed partial class ContentJson : JsonSerializerContext;
