using System.Text.Json.Serialization;

namespace Framemill.Media.Sources;

/// <summary>What ffprobe writes, as far as it is read.</summary>
internal sealed record ProbeDocument
{
    public IReadOnlyList<ProbeStream> Streams { get => field ?? []; init; }
    public IReadOnlyList<ProbeFrame> Frames { get => field ?? []; init; }
    public ProbeFormat? Format { get; init; }
}

internal sealed record ProbeFormat
{
    public string FormatName { get => field ?? ""; init; }
    public string? StartTime { get; init; }
    public string? Duration { get; init; }
}

internal sealed record ProbeStream
{
    public int Index { get; init; }
    public string CodecType { get => field ?? ""; init; }
    public string? CodecName { get; init; }
    public string? CodecTagString { get; init; }
    public int Width { get; init; }
    public int Height { get; init; }
    public string? SampleAspectRatio { get; init; }
    public string? PixFmt { get; init; }
    public string? FieldOrder { get; init; }
    public string? ColorRange { get; init; }
    public string? ColorSpace { get; init; }
    public string? ColorTransfer { get; init; }
    public string? ColorPrimaries { get; init; }
    public string? RFrameRate { get; init; }
    public string? AvgFrameRate { get; init; }
    public string? TimeBase { get; init; }
    public long? StartPts { get; init; }
    public long? DurationTs { get; init; }
    public string? NbFrames { get; init; }
    public string? SampleRate { get; init; }
    public int Channels { get; init; }
    public Dictionary<string, int> Disposition { get => field ?? []; init; }
    public Dictionary<string, string> Tags { get => field ?? []; init; }
    public IReadOnlyList<ProbeSideData> SideDataList { get => field ?? []; init; }

    public bool HasCodec => CodecName is { Length: > 0 } and not ("unknown" or "none");
}

internal sealed record ProbeFrame
{
    public int StreamIndex { get; init; } = -1;
    public int Width { get; init; }
    public int Height { get; init; }
    public string? PixFmt { get; init; }
    public int InterlacedFrame { get; init; }
    public string? ColorRange { get; init; }
    public string? ColorSpace { get; init; }
    public string? ColorTransfer { get; init; }
    public string? ColorPrimaries { get; init; }
    public IReadOnlyList<ProbeSideData> SideDataList { get => field ?? []; init; }
}

internal sealed record ProbeSideData
{
    [JsonPropertyName("displaymatrix")]
    public string? DisplayMatrix { get; init; }
    public int? DvProfile { get; init; }
    public int? MaxContent { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(ProbeDocument))]
internal sealed partial class ProbeJson : JsonSerializerContext;
