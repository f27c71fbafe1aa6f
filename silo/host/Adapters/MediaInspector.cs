using System.Text.Json;
using Framemill.Api.Ports;
using Framemill.Media.Assets;
using Framemill.Media.Processes;

namespace Framemill.Silo.Adapters;

/// <summary>
/// Has ffprobe look at what lies at an address: fetched through the guard, opened in a child with limits.
/// </summary>
internal sealed class MediaInspector(AssetFetcher fetcher, ProcessRunner processes) : IMediaInspector
{
    public async Task<Inspection> InspectAsync(string url, CancellationToken cancellationToken)
    {
        var fetched = await fetcher.FetchAsync(url, null, cancellationToken);
        if (!fetched.Succeeded) return new Inspection(null, fetched.Problem.Text);
        using var asset = fetched.Asset;
        var request = new ProcessRequest
        {
            Tool = Ffmpeg.ProbeTool,
            Arguments =
            [
                "-hide_banner", "-v", "error", "-threads", "1", "-print_format", "json",
                "-show_format", "-show_streams", "-show_chapters", .. Ffmpeg.Input(asset.Path),
            ],
        };
        var output = await processes.CaptureAsync(
            request, ProcessLimits.Brief with { OutputBytes = 16L << 20 }, cancellationToken);
        if (!output.Result.Succeeded || Parsed(output.Bytes) is not { } json)
            return new Inspection(null, "ffprobe cannot read it: it is no media that is opened here.");
        return new Inspection(Named(json, url), null);
    }

    private static JsonElement? Parsed(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return JsonElement.Parse(bytes.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>With the address in the place of our file's path, which is nobody's business.</summary>
    private static JsonElement Named(JsonElement json, string url)
    {
        var node = System.Text.Json.Nodes.JsonObject.Create(json)!;
        if (node["format"] is System.Text.Json.Nodes.JsonObject format) format["filename"] = url;
        return JsonElement.Parse(node.ToJsonString());
    }
}
