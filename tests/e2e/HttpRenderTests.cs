using Framemill.Testing;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Framemill.Tests.EndToEnd;

/// <summary>The way of an API consumer: post, watch, play, fetch.</summary>
public sealed class HttpRenderTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private LoopbackServer _media = null!;
    private ServerProcess _server = null!;

    public async ValueTask InitializeAsync()
    {
        SmallEdit.MakeMedia(_folder.Path);
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
    public async Task Render_WithClassAndDeadline_ShowsThem()
    {
        var edit = JsonNode.Parse(SmallEdit.Json(_media.Url))!.AsObject();
        edit["schedule"] = JsonNode.Parse("""{"class":"batch","deadline":"2099-01-31T17:00:00+01:00"}""");
        var id = await _server.SubmitAsync(edit.ToJsonString());
        var render = await _server.GetRenderAsync(id);

        Assert.Equal("batch", render.GetProperty("class").GetString());
        Assert.Equal(
            new DateTimeOffset(2099, 1, 31, 16, 0, 0, TimeSpan.Zero),
            render.GetProperty("deadline").GetDateTimeOffset());

        edit["schedule"]!["deadline"] = "2001-01-01T00:00:00Z";
        using var late = await _server.PostAsync("/v1/renders", edit.ToJsonString());
        var error = JsonElement.Parse(await late.Content.ReadAsStringAsync()).GetProperty("errors")[0];
        Assert.Equal(
            ("deadline_passed", "/schedule/deadline"),
            (error.GetProperty("code").GetString(), error.GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task Render_SmallEdit_GivesAWholeFilm()
    {
        var id = await _server.SubmitAsync(SmallEdit.Json(_media.Url));
        var film = await _server.WaitForFilmAsync(id, _folder.Path);

        Assert.Equal(SmallEdit.FrameCount, film.DecodedFrames);
        Assert.Equal((SmallEdit.Width, SmallEdit.Height), (film.Width, film.Height));
        Assert.Equal(("25/1", "yuv420p", "bt709"), (film.FrameRate, film.PixelFormat, film.ColourMatrix));
        Assert.True(film.IsFastStart);
        Assert.InRange(film.AudioSeconds, film.VideoSeconds - 0.04, film.VideoSeconds + 0.04);
        var times = film.PresentationTimes();
        Assert.Single(times.Zip(times.Skip(1), (a, b) => b - a).Distinct());
        var (loudness, truePeak) = film.Loudness();
        Assert.InRange(loudness, -15, -13);
        Assert.InRange(truePeak, -20, -0.9);
    }

    [Fact]
    public async Task Render_Twice_GivesTheSamePixelsAndRendersNothingAgain()
    {
        var edit = SmallEdit.Json(_media.Url, "The same twice");
        var first = await _server.WaitForFilmAsync(await _server.SubmitAsync(edit), _folder.Path);
        var again = await _server.SubmitAsync(edit);
        var second = await _server.WaitForFilmAsync(again, _folder.Path);
        Assert.Equal(first.FrameHashes(), second.FrameHashes());

        await using var fresh = await ServerProcess.StartAsync(_folder.File("data-fresh"));
        var elsewhere = await fresh.WaitForFilmAsync(await fresh.SubmitAsync(edit), _folder.Path);
        Assert.Equal(first.FrameHashes(), elsewhere.FrameHashes());
    }

    [Fact]
    public async Task Events_OfARender_OnlyMoveForward()
    {
        var events = await _server.WatchAsync(await _server.SubmitAsync(SmallEdit.Json(_media.Url, "Events")));

        var frames = events.Select(e => e.GetProperty("framesDone").GetInt32()).ToList();
        Assert.Equal(frames.Order(), frames);
        Assert.Equal(SmallEdit.FrameCount, frames[^1]);
        string[] order = ["queued", "preparing", "rendering", "saving", "done"];
        var states = events.Select(e => Array.IndexOf(order, e.GetProperty("state").GetString())).ToList();
        Assert.DoesNotContain(-1, states);
        Assert.Equal(states.Order(), states);
        Assert.Contains(events, e => e.TryGetProperty("preview", out _));
    }

    [Fact]
    public async Task Hls_WhileTheFilmRenders_PlaysFromTheFirstSegment()
    {
        var id = await _server.SubmitAsync(SmallEdit.Json(_media.Url, "Playing early"));
        string? early = null;
        await _server.WatchAsync(id, view =>
        {
            if (early is null && view.TryGetProperty("hls", out var hls)
                && view.GetProperty("segmentsDone").GetInt32() < view.GetProperty("segmentCount").GetInt32())
            {
                early = hls.GetString();
            }
        });
        Assert.NotNull(early);

        var playlist = await _server.Http.GetStringAsync($"/v1/renders/{id}/hls/video.m3u8");
        Assert.Contains("#EXT-X-ENDLIST", playlist, StringComparison.Ordinal);
        var film = new FilmFile(new Uri(_server.Http.BaseAddress!, $"/v1/renders/{id}/hls/master.m3u8").ToString());
        Assert.Equal(SmallEdit.FrameCount, film.DecodedFrames);
        Assert.True(film.HasAudio);
    }

    [Fact]
    public async Task Vendor_GetRender_AnswersInItsShape()
    {
        var edit = SmallEdit.Json(_media.Url, "{{ NAME }}").Replace("\"output\"",
            "\"merge\": [{\"find\": \"NAME\", \"replace\": \"Merged\"}], \"output\"", StringComparison.Ordinal);
        var id = await _server.SubmitAsync(edit);
        await _server.WatchAsync(id);

        var answer =
            JsonElement.Parse(await _server.Http.GetStringAsync($"/edit/v1/render/{id}?data=true&merged=true"));
        var render = answer.GetProperty("response");
        Assert.True(answer.GetProperty("success").GetBoolean());
        Assert.Equal("OK", answer.GetProperty("message").GetString());
        Assert.Equal("done", render.GetProperty("status").GetString());
        Assert.Equal(12, render.GetProperty("duration").GetDouble(), 3);
        Assert.Equal("Merged", render.GetProperty("data").GetProperty("timeline").GetProperty("tracks")[0].GetProperty(
            "clips")[0].GetProperty("asset").GetProperty("text").GetString());
        foreach (var name in (string[])["url", "poster", "thumbnail"])
        {
            using var file = await _server.Http.GetAsync(render.GetProperty(name).GetString());
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        }
    }

    [Fact]
    public async Task File_WithARange_GivesThatPart()
    {
        var id = await _server.SubmitAsync(SmallEdit.Json(_media.Url, "Ranges"));
        await _server.WatchAsync(id);
        var whole = await _server.Http.GetByteArrayAsync($"/v1/renders/{id}/files/film.mp4");

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/renders/{id}/files/film.mp4");
        request.Headers.Range = new RangeHeaderValue(100, 199);
        using var answer = await _server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(whole[100..200], await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(whole.Length, answer.Content.Headers.ContentRange!.Length);
    }

    [Fact]
    public async Task Server_TellsWhatItIs()
    {
        var about = JsonElement.Parse(await _server.Http.GetStringAsync("/v1/about"));
        Assert.Contains(about.GetProperty("engine").GetString(), (string[])["Embedded", "Orleans"]);
        var openApi = JsonElement.Parse(await _server.Http.GetStringAsync("/openapi.json"));
        Assert.True(openApi.GetProperty("paths").TryGetProperty("/edit/v1/render", out _));
        Assert.True(openApi.GetProperty("paths").TryGetProperty("/v1/renders/{id}/events", out _));
    }

    [Fact]
    public async Task Get_UnknownRender_Is404InBothDialects()
    {
        var nobody = Guid.NewGuid();
        using var native = await _server.Http.GetAsync($"/v1/renders/{nobody}");
        Assert.Equal(HttpStatusCode.NotFound, native.StatusCode);
        Assert.Equal("application/problem+json", native.Content.Headers.ContentType!.MediaType);
        using var vendor = await _server.Http.GetAsync($"/edit/v1/render/{nobody}");
        Assert.Equal(HttpStatusCode.NotFound, vendor.StatusCode);
        Assert.False(JsonElement.Parse(await vendor.Content.ReadAsStringAsync()).GetProperty("success").GetBoolean());
    }
}
