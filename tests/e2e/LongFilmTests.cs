namespace Framemill.Tests.EndToEnd;

/// <summary>Two minutes with a caption every five seconds: what a change costs, and when a viewer can begin.</summary>
public sealed class LongFilmTests() : ServerTests(SmallEdit.MakeMediaAsync)
{
    private const int Seconds = 120;
    private const int Changed = 11;

    [Fact]
    public async Task Render_OneCaptionChanged_MakesOnlyTheSegmentsThatShowIt()
    {
        var first = await Server.SubmitAsync(Edit("Caption"));
        await Server.WatchAsync(first);
        var second = await Server.SubmitAsync(Edit("Another"));
        var film = await Server.WaitForFilmAsync(second, Folder.Path);

        var before = await PartsAsync(first, "video");
        var after = await PartsAsync(second, "video");
        Assert.Equal(before.Count, after.Count);
        // The caption stands from 55.5 s to 59.5 s; a segment lasts two seconds.
        var changed = Enumerable.Range(0, before.Count).Where(i => before[i].Uri != after[i].Uri).ToList();
        Assert.InRange(changed.Count, 2, 4);
        Assert.All(changed, i => Assert.InRange(before.Take(i).Sum(part => part.Seconds), 53, 60));
        Assert.Equal(await PartsAsync(first, "audio"), await PartsAsync(second, "audio"));
        Assert.Equal(Seconds * 25, film.DecodedFrames);
    }

    [Fact]
    public async Task Hls_OfALongFilm_BeginsWithTheOpeningOfItsSound()
    {
        var id = await Server.SubmitAsync(Edit("Opening"));
        string? early = null;
        await Server.WatchAsync(id, view =>
        {
            if (early is null && view.TryGetProperty("hls", out var hls))
                early = Server.Http.GetStringAsync(hls.GetString()).GetAwaiter().GetResult();
        });

        Assert.Contains("opening.m3u8", early, StringComparison.Ordinal);
        var opening = await Server.Http.GetStringAsync($"/v1/renders/{id}/hls/opening.m3u8");
        Assert.EndsWith("#EXT-X-ENDLIST\n", opening, StringComparison.Ordinal);
        Assert.Equal(Seconds, (await PartsAsync(id, "opening")).Sum(part => part.Seconds), 2);
        var sound = new FilmFile(new Uri(Server.Http.BaseAddress!, $"/v1/renders/{id}/hls/opening.m3u8").ToString());
        Assert.InRange(sound.Loudness().Loudness, -17, -11);

        // Who comes when the film is done hears it as it was mixed in the end.
        var late = await Server.Http.GetStringAsync($"/v1/renders/{id}/hls/master.m3u8");
        Assert.Contains("audio.m3u8", late, StringComparison.Ordinal);
        Assert.DoesNotContain("opening.m3u8", late, StringComparison.Ordinal);
    }

    private async Task<List<(string Uri, double Seconds)>> PartsAsync(string id, string name)
    {
        var playlist = await Server.Http.GetStringAsync($"/v1/renders/{id}/hls/{name}.m3u8");
        var parts = new List<(string, double)>();
        var seconds = 0.0;
        foreach (var line in playlist.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith("#EXTINF:", StringComparison.Ordinal))
                seconds = double.Parse(line[8..].TrimEnd(','), System.Globalization.CultureInfo.InvariantCulture);
            if (line[0] != '#') parts.Add((line, seconds));
        }

        return parts;
    }

    private string Edit(string changed)
    {
        var captions = Enumerable.Range(0, Seconds / 5).Select(i => $$"""
            { "asset": { "type": "rich-text", "text": "{{(i == Changed ? changed : $"Number {i}")}}",
                "font": { "family": "Open Sans", "size": 24, "color": "#ffffff" } },
              "start": {{i * 5}}.5, "length": 4 }
            """);
        return $$"""
            {
              "timeline": {
                "soundtrack": { "src": "{{Media.Url}}/music.mp3", "volume": 0.5 },
                "tracks": [
                  { "clips": [ {{string.Join(',', captions)}} ] },
                  { "clips": [ { "asset": { "type": "image", "src": "{{Media.Url}}/picture.png" },
                      "start": 0, "length": {{Seconds}}, "effect": "zoomIn" } ] },
                  { "clips": [ {{string.Join(',', Voices())}} ] }
                ]
              },
              "output": { "format": "mp4", "size": { "width": 160, "height": 90 }, "fps": 25 }
            }
            """;
    }

    /// <summary>Something to hear all along: the music is short.</summary>
    private IEnumerable<string> Voices() => Enumerable.Range(0, Seconds / 10).Select(i => $$"""
        { "asset": { "type": "audio", "src": "{{Media.Url}}/music.mp3" }, "start": {{i * 10}}, "length": 10 }
        """);
}
