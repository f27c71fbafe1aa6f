using Framemill.Testing;

namespace Framemill.Tests.EndToEnd;

/// <summary>The launch film again, with real photographs, clips, speech and music, through HTTP.</summary>
public sealed class RealMediaTests
{
    private const long ServerMemoryMax = 1_500_000_000;

    [Fact]
    public async Task Render_RealPhotosClipsAndSpeech_GivesAWholeFilmInBoundedMemory()
    {
        Assert.SkipWhen(SharedData.IsAbsent, SharedData.Absent);
        using var folder = new TempFolder();
        await using var media = LoopbackServer.OfFolder(SharedData.File("media"));
        await using var words = LoopbackServer.OfFolder(SharedData.File("texts"));
        await using var server = await ServerProcess.StartAsync(folder["data"]);

        var film =
            await server.WaitForFilmAsync(await server.SubmitAsync(Edit(media.Url, words.Url)), folder.Path);

        Assert.Equal((1920, 1080), (film.Width, film.Height));
        Assert.Equal(32 * 25, film.DecodedFrames);
        Assert.InRange(film.AudioSeconds, film.VideoSeconds - 0.04, film.VideoSeconds + 0.04);
        var (loudness, truePeak) = film.Loudness();
        Assert.InRange(loudness, -15, -13);
        Assert.True(truePeak < -0.9, $"true peak {truePeak} dBTP");
        foreach (var frame in (int[])[10, 160, 300, 420, 560, 700, 790])
        {
            Assert.True(film.MeanColour(frame).Y > 20, $"frame {frame} is black");
        }

        Assert.True(
            server.PeakMemoryBytes < ServerMemoryMax, $"the server took {server.PeakMemoryBytes / 1_000_000} MB");
    }

    private static string Edit(string media, string words)
    {
        string[] photos =
        [
            "painting_4032x3024.jpg", "leaf_3264x2448.jpg", "exif6_portrait_1800x1200.jpg", "cmyk_icc_500x333.jpg",
            "rooftops_3072x4080_ultrahdr.jpg",
        ];
        string[] effects = ["zoomIn", "zoomOut", "slideLeft", "slideRight", "zoomInSlow"];
        var stills = string.Join(",\n", photos.Select((photo, i) => $$"""
            { "asset": { "type": "image", "src": "{{media}}/photos/{{photo}}" }, "start": {{i * 4}}, "length": 4,
              "effect": "{{effects[i]}}", "transition": { "in": "fade", "out": "fade" } }
            """));
        return $$"""
            {
              "timeline": {
                "soundtrack": { "src": "{{media}}/audio/music_ambi_lunar_land.flac", "effect": "fadeInFadeOut",
                    "volume": 0.7 },
                "background": "#223344",
                "tracks": [
                  { "clips": [ { "asset": { "type": "caption", "src": "{{words}}/subtitles/own_jfk.srt" }, "start": 0,
                      "length": 11 } ] },
                  { "clips": [
                    { "asset": { "type": "video", "src": "{{media}}/video/dolbyvision_iphone_720p_rot90.mov",
                        "volume": 0 },
                      "start": 20, "length": "auto", "fit": "contain" },
                    { "asset": { "type": "video", "src": "{{media}}/video/rooftops_640x360_vfr_17s.mp4", "trim": 1 },
                      "start": 24, "length": 8, "transition": { "in": "wipeRight" } } ] },
                  { "clips": [ {{stills}} ] },
                  { "clips": [ { "asset": { "type": "image", "src": "{{media}}/photos/australia_1300x876.jpg" },
                      "start": 20, "length": 12 } ] },
                  { "clips": [
                    { "asset": { "type": "audio", "src": "{{media}}/audio/jfk_11s.flac" }, "start": 0,
                        "length": "auto" },
                    { "asset": { "type": "audio", "src": "{{media}}/audio/tts_weather_question_3.3s.wav" }, "start": 14,
                        "length": "auto" } ] }
                ]
              },
              "output": { "format": "mp4", "resolution": "1080" }
            }
            """;
    }
}
