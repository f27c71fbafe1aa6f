using System.Net.Http.Headers;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.Json;

namespace Framemill.Tests.EndToEnd;

/// <summary>The way of an API consumer: post, watch, play, fetch.</summary>
public sealed class HttpRenderTests() : ServerTests(SmallEdit.MakeMediaAsync)
{
    [Fact]
    public async Task Render_WithClassAndDeadline_ShowsThem()
    {
        var edit = JsonNode.Parse(SmallEdit.Json(Media.Url))!.AsObject();
        edit["schedule"] = JsonNode.Parse("""{"class":"batch","deadline":"2099-01-31T17:00:00+01:00"}""");
        var id = await Server.SubmitAsync(edit.ToJsonString());
        var render = await Server.GetRenderAsync(id);

        Assert.Equal("batch", render.GetProperty("class").GetString());
        Assert.Equal(
            new DateTimeOffset(2099, 1, 31, 16, 0, 0, TimeSpan.Zero),
            render.GetProperty("deadline").GetDateTimeOffset());

        edit["schedule"]!["deadline"] = "2001-01-01T00:00:00Z";
        using var late = await Server.PostAsync("/v1/renders", edit.ToJsonString());
        var error = JsonElement.Parse(await late.Content.ReadAsStringAsync()).GetProperty("errors")[0];
        Assert.Equal(
            ("deadline_passed", "/schedule/deadline"),
            (error.GetProperty("code").GetString(), error.GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task Render_SmallEdit_GivesAWholeFilm()
    {
        var film = await FilmAsync(SmallEdit.Json(Media.Url));

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
        var edit = SmallEdit.Json(Media.Url, "The same twice");
        var first = await FilmAsync(edit);
        var second = await FilmAsync(edit);
        Assert.Equal(first.FrameHashes(), second.FrameHashes());

        await using var fresh = await ServerProcess.StartAsync(Folder["data-fresh"]);
        var elsewhere = await fresh.WaitForFilmAsync(await fresh.SubmitAsync(edit), Folder.Path);
        Assert.Equal(first.FrameHashes(), elsewhere.FrameHashes());
    }

    [Fact]
    public async Task Events_OfARender_OnlyMoveForward()
    {
        var events = await Server.WatchAsync(await Server.SubmitAsync(SmallEdit.Json(Media.Url, "Events")));

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
        var id = await Server.SubmitAsync(SmallEdit.Json(Media.Url, "Playing early"));
        string? early = null;
        await Server.WatchAsync(id, view =>
        {
            if (early is null && view.TryGetProperty("hls", out var hls)
                && view.GetProperty("segmentsDone").GetInt32() < view.GetProperty("segmentCount").GetInt32())
            {
                early = hls.GetString();
            }
        });
        Assert.NotNull(early);

        var playlist = await Server.Http.GetStringAsync($"/v1/renders/{id}/hls/video.m3u8");
        Assert.Contains("#EXT-X-ENDLIST", playlist, StringComparison.Ordinal);
        var film = new FilmFile(new Uri(Server.Http.BaseAddress!, $"/v1/renders/{id}/hls/master.m3u8").ToString());
        Assert.Equal(SmallEdit.FrameCount, film.DecodedFrames);
        Assert.True(film.HasAudio);
    }

    [Fact]
    public async Task Vendor_GetRender_AnswersInItsShape()
    {
        var edit = SmallEdit.Json(Media.Url, "{{ NAME }}").Replace("\"output\"",
            "\"merge\": [{\"find\": \"NAME\", \"replace\": \"Merged\"}], \"output\"", StringComparison.Ordinal);
        var id = await Server.SubmitAsync(edit);
        await Server.WatchAsync(id);

        var answer =
            JsonElement.Parse(await Server.Http.GetStringAsync($"/edit/v1/render/{id}?data=true&merged=true"));
        var render = answer.GetProperty("response");
        Assert.True(answer.GetProperty("success").GetBoolean());
        Assert.Equal("OK", answer.GetProperty("message").GetString());
        Assert.Equal("done", render.GetProperty("status").GetString());
        Assert.Equal(12, render.GetProperty("duration").GetDouble(), 3);
        Assert.Equal("Merged", render.GetProperty("data").GetProperty("timeline").GetProperty("tracks")[0].GetProperty(
            "clips")[0].GetProperty("asset").GetProperty("text").GetString());
        foreach (var name in (string[])["url", "poster", "thumbnail"])
        {
            using var file = await Server.Http.GetAsync(render.GetProperty(name).GetString());
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        }
    }

    [Fact]
    public async Task File_WithARange_GivesThatPart()
    {
        var id = await Server.SubmitAsync(SmallEdit.Json(Media.Url, "Ranges"));
        await Server.WatchAsync(id);
        var whole = await Server.Http.GetByteArrayAsync($"/v1/renders/{id}/files/film.mp4");

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/renders/{id}/files/film.mp4");
        request.Headers.Range = new RangeHeaderValue(100, 199);
        using var answer = await Server.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
        Assert.Equal(whole[100..200], await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal(whole.Length, answer.Content.Headers.ContentRange!.Length);
    }

    [Fact]
    public async Task Server_TellsWhatItIs()
    {
        var about = JsonElement.Parse(await Server.Http.GetStringAsync("/v1/about"));
        Assert.Contains(about.GetProperty("engine").GetString(), (string[])["Embedded", "Orleans"]);
        var openApi = JsonElement.Parse(await Server.Http.GetStringAsync("/openapi.json"));
        Assert.True(openApi.GetProperty("paths").TryGetProperty("/edit/v1/render", out _));
        Assert.True(openApi.GetProperty("paths").TryGetProperty("/v1/renders/{id}/events", out _));
    }

    [Fact]
    public async Task Get_UnknownRender_Is404InBothDialects()
    {
        var nobody = Guid.NewGuid();
        using var native = await Server.Http.GetAsync($"/v1/renders/{nobody}");
        Assert.Equal(HttpStatusCode.NotFound, native.StatusCode);
        Assert.Equal("application/problem+json", native.Content.Headers.ContentType!.MediaType);
        using var vendor = await Server.Http.GetAsync($"/edit/v1/render/{nobody}");
        Assert.Equal(HttpStatusCode.NotFound, vendor.StatusCode);
        Assert.False(JsonElement.Parse(await vendor.Content.ReadAsStringAsync()).GetProperty("success").GetBoolean());
    }
}
