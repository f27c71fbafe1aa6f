using System.Text.Json;
using Framemill.Testing;
using Framemill.Tests.EndToEnd;

namespace Framemill.Tests.Contract.Sdk;

/// <summary>The vendor's SDK with another base path: all its calls, every answer by the vendor's schema.</summary>
public sealed class SdkTests
{
    private static readonly string[] Calls =
    [
        "postRender", "getRender", "postTemplate", "getTemplates", "getTemplate", "putTemplate", "deleteTemplate",
        "postTemplateRender", "probe", "getAsset", "deleteAsset", "getAssetByRenderId", "postServeAsset", "postSource",
        "getSources", "getSource", "deleteSource", "getUploadSignedUrl", "postGenerateAsset", "getGeneratedAsset",
    ];

    [Fact]
    public async Task AllTwentyCalls_AnswerAsTheSchemaSays()
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        await Tool.RunAsync("ffmpeg",
        [
            "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=160x90:r=25:d=1", "-f", "lavfi", "-i", "sine=d=1",
            "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac", "-shortest", folder["clip.mp4"],
        ]);
        await using var server = await ServerProcess.StartAsync(Path.Combine(folder.Path, "data"));
        await using var node = NodeClient.Start(
            "sdk.mjs", server.Http.BaseAddress!.ToString().TrimEnd('/'), folder.Path);

        var output = await node.RunAsync(cancellation);

        var answers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonElement.Parse(line)).ToList();
        var faults = answers.Where(a => a.GetProperty("fault").ValueKind != JsonValueKind.Null);
        Assert.True(!faults.Any(), string.Join('\n', faults));
        Assert.Equal(
            Calls.Order(), answers.Select(a => a.GetProperty("call").GetString()).Where(Calls.Contains).Order());
        var renditions = Body(answers, "renditions").GetProperty("outputs").GetProperty("renditions");
        Assert.All(renditions.EnumerateArray(), r => Assert.Equal("ready", r.GetProperty("status").GetString()));
        Assert.Equal(80, renditions[0].GetProperty("width").GetInt32());
        var assets = Body(answers, "getAssetByRenderId").GetProperty("data").EnumerateArray()
            .Select(a => a.GetProperty("attributes")).ToList();
        Assert.Contains(assets, a => Says(a, "providerId", "mux") && Says(a, "status", "failed"));
        Assert.Contains(assets, a => Says(a, "filename", "film.mp4") && Says(a, "status", "ready"));
        Assert.Contains("now two", Body(answers, "getRender").ToString());
    }

    private static JsonElement Body(IEnumerable<JsonElement> answers, string call) => JsonElement.Parse(
        answers.First(a => a.GetProperty("call").GetString() == call).GetProperty("body").GetString()!);

    private static bool Says(JsonElement asset, string name, string value) =>
        asset.TryGetProperty(name, out var found) && found.GetString() == value;
}
