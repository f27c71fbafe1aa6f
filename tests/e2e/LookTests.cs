using System.Net;
using Framemill.Testing;

namespace Framemill.Tests.EndToEnd;

/// <summary>Other colours for a clip, from a table that is fetched like its picture.</summary>
public sealed class LookTests() : ServerTests(MakeMediaAsync)
{
    [Fact]
    public async Task Render_WithATable_HasItsColours()
    {
        var grey = await FilmAsync(Edit(Look("grey.cube")));
        var (_, u, v) = grey.MeanColour(2);
        Assert.InRange(u, 127, 129);
        Assert.InRange(v, 127, 129);

        var plain = await FilmAsync(Edit(""));
        var (_, colourU, colourV) = plain.MeanColour(2);
        Assert.True(Math.Abs(colourU - 128) + Math.Abs(colourV - 128) > 4, "The picture has no colours to lose.");
        Assert.Equal(plain.FrameHashes(), (await FilmAsync(Edit(Look("grey.cube", ",\"strength\":0")))).FrameHashes());
    }

    [Fact]
    public async Task Render_WithABrokenTable_SaysWhatIsWrongWithIt()
    {
        var end = (await Server.WatchAsync(await Server.SubmitAsync(Edit(Look("broken.cube")))))[^1];

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
            $$"""{"type":"image","src":"{{Media.Url}}/picture.png"}""", """{"type":"rich-text","text":"Hello"}""");
        using var answer = await Server.PostAsync("/v1/renders", edit);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("/timeline/tracks/0/clips/0/look", await answer.Content.ReadAsStringAsync());
    }

    private static async Task MakeMediaAsync(TempFolder folder)
    {
        await SmallMedia.PictureAsync(folder["picture.png"]);
        await File.WriteAllTextAsync(folder["grey.cube"], Grey());
        await File.WriteAllTextAsync(folder["broken.cube"], "LUT_3D_SIZE 2\n0 0 0\n");
    }

    private string Look(string table, string more = "") =>
        $$""","look":{"lut":"{{Media.Url}}/{{table}}"{{more}}}""";

    private string Edit(string look) => $$$"""
        {"timeline":{"tracks":[{"clips":[{"asset":{"type":"image","src":"{{{Media.Url}}}/picture.png"},
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
