namespace Framemill.Tests.EndToEnd;

/// <summary>Assets that are drawn or made rather than fetched, from the posted edit to the film.</summary>
public sealed class AssetKindTests : ServerTests
{
    [Theory]
    [InlineData("""{"type":"video","prompt":"a cat","model":"cat-2"}""", "/prompt", "cat-2")]
    [InlineData("""{"type":"image","prompt":"a cat"}""", "/prompt", "model")]
    [InlineData("""{"type":"audio","prompt":"a purr"}""", "/prompt", "model")]
    [InlineData("""{"type":"text-to-image","prompt":"a cat"}""", "/prompt", "model")]
    [InlineData("""{"type":"image-to-video","src":"https://example.com/a.png"}""", "/src", "model")]
    [InlineData("""{"type":"svg","src":"no drawing"}""", "/src", "SVG")]
    public async Task Render_OfWhatCannotBeMade_IsAcceptedAndFailsWithAReason(string asset, string pointer, string word)
    {
        var id = await Server.SubmitAsync(EditOf(asset));

        var end = (await Server.WatchAsync(id))[^1];

        Assert.Equal("failed", end.GetProperty("state").GetString());
        var error = end.GetProperty("errors")[0];
        Assert.Equal("/timeline/tracks/0/clips/0/asset" + pointer, error.GetProperty("pointer").GetString());
        Assert.Contains(word, error.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("""{"type":"shape","shape":"circle","circle":{"radius":60}}""")]
    [InlineData("""{"type":"svg","src":"<svg viewBox='0 0 9 9'><path d='M0 0h9v9z' fill='red'/></svg>"}""")]
    [InlineData("""{"type":"html","html":"<p>Hello</p>","css":"p{color:red}"}""")]
    [InlineData("""{"type":"html5","html":"<p id='a'>Hello</p>","js":"setInterval(() => a.append('!'), 100)"}""")]
    public async Task Render_OfWhatIsDrawn_IsAFilm(string asset)
    {
        var film = await FilmAsync(EditOf(asset));

        Assert.Equal(15, film.DecodedFrames);
    }

    private static string EditOf(string asset) => $$$"""
        {"timeline":{"tracks":[{"clips":[{"asset":{{{asset}}},"start":0,"length":1}]}]},
         "output":{"format":"mp4","resolution":"preview",
          "destinations":[{"provider":"s3","options":{"region":"us-east-1","bucket":"b"}}]}}
        """;
}
