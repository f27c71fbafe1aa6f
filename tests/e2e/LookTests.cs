using System.Net;
using Framemill.Testing;

namespace Framemill.Tests.EndToEnd;

/// <summary>Other colours for a clip, from a table that is fetched like its picture.</summary>
public sealed class LookTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private LoopbackServer _media = null!;
    private ServerProcess _server = null!;

    public async ValueTask InitializeAsync()
    {
        SmallMedia.Picture(_folder.File("picture.png"));
        await File.WriteAllTextAsync(_folder.File("grey.cube"), Grey());
        await File.WriteAllTextAsync(_folder.File("broken.cube"), "LUT_3D_SIZE 2\n0 0 0\n");
        _media = LoopbackServer.OfFolder(_folder.Path);
        _server = await ServerProcess.StartAsync(_folder.File("data"));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _media.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Render_WithATable_HasItsColours()
    {
        var grey = await FilmAsync(Look("grey.cube"));
        var (_, u, v) = grey.MeanColour(2);
        Assert.InRange(u, 127, 129);
        Assert.InRange(v, 127, 129);

        var plain = await FilmAsync("");
        var (_, colourU, colourV) = plain.MeanColour(2);
        Assert.True(Math.Abs(colourU - 128) + Math.Abs(colourV - 128) > 4, "The picture has no colours to lose.");
        Assert.Equal(plain.FrameHashes(), (await FilmAsync(Look("grey.cube", ",\"strength\":0"))).FrameHashes());
    }

    [Fact]
    public async Task Render_WithABrokenTable_SaysWhatIsWrongWithIt()
    {
        var end = (await _server.WatchAsync(await _server.SubmitAsync(Edit(Look("broken.cube")))))[^1];

        Assert.Equal("failed", end.GetProperty("state").GetString());
        var error = end.GetProperty("errors")[0];
        Assert.Equal("look_unusable", error.GetProperty("code").GetString());
        Assert.Equal("/timeline/tracks/0/clips/0/look/lut", error.GetProperty("pointer").GetString());
        Assert.Contains("1 entries where 2 x 2 x 2", error.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Submit_LookOfAText_IsRefused()
    {
        var edit = Edit(Look("grey.cube")).Replace(
            $$"""{"type":"image","src":"{{_media.Url}}/picture.png"}""", """{"type":"rich-text","text":"Hello"}""");
        using var answer = await _server.PostAsync("/v1/renders", edit);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("/timeline/tracks/0/clips/0/look", await answer.Content.ReadAsStringAsync());
    }

    private async Task<FilmFile> FilmAsync(string look) =>
        await _server.WaitForFilmAsync(await _server.SubmitAsync(Edit(look)), _folder.Path);

    private string Look(string table, string more = "") =>
        $$""","look":{"lut":"{{_media.Url}}/{{table}}"{{more}}}""";

    private string Edit(string look) => $$$"""
        {"timeline":{"tracks":[{"clips":[{"asset":{"type":"image","src":"{{{_media.Url}}}/picture.png"},
          "start":0,"length":1{{{look}}}}]}]},
         "output":{"format":"mp4","size":{"width":160,"height":90},"fps":12}}
        """;

    /// <summary>Two entries a side are enough: luma is a straight line along each.</summary>
    private static string Grey()
    {
        var lines = Enumerable.Range(0, 8)
            .Select(i => (0.2126 * (i & 1)) + (0.7152 * ((i >> 1) & 1)) + (0.0722 * (i >> 2)))
            .Select(grey => FormattableString.Invariant($"{grey:F6} {grey:F6} {grey:F6}"));
        return "LUT_3D_SIZE 2\n" + string.Join('\n', lines);
    }
}
