using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Framemill.Testing;

namespace Framemill.Tests.Contract.Http;

/// <summary>How a user's server hears of the end of things.</summary>
public sealed class CallbackTests(ApiServer server) : IClassFixture<ApiServer>
{
    private static readonly TimeSpan HeardWithin = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task DoneRender_IsToldOf_AgainUntilTaken_WithItsHostedFiles()
    {
        await using var receiver = new Receiver(refusals: 2);
        var id = await RenderAsync(receiver.Url, "clip.mp4", """,{"provider":"vimeo","options":{"name":"n"}}""");

        var render = await receiver.NextAsync("edit");
        Assert.Equal("render", render.GetProperty("action").GetString());
        Assert.Equal(id, render.GetProperty("id").GetString());
        Assert.Equal("alice", render.GetProperty("owner").GetString());
        Assert.Equal("done", render.GetProperty("status").GetString());
        using var film = await server.Bob.GetAsync(render.GetProperty("url").GetString());
        Assert.Equal(HttpStatusCode.OK, film.StatusCode);

        var copies = new List<JsonElement>();
        for (var i = 0; i < 3; i++) copies.Add(await receiver.NextAsync("serve"));
        Assert.All(copies, c => Assert.Equal((id, "copy"), (
            c.GetProperty("render").GetString(), c.GetProperty("action").GetString())));
        Assert.Equal(2, copies.Count(c => c.GetProperty("status").GetString() == "ready"));
        var elsewhere = copies.Single(c => c.GetProperty("status").GetString() == "failed");
        Assert.Contains("vimeo", elsewhere.GetProperty("error").GetString());
        foreach (var copy in copies)
            await ApiServer.GetAsync(server.Alice, $"/serve/v1/assets/{copy.GetProperty("id").GetString()}");
    }

    [Fact]
    public async Task ExcludedHosting_LeavesNoAsset_AndTheFilmAllTheSame()
    {
        await using var receiver = new Receiver(refusals: 0);
        var id = await RenderAsync(receiver.Url, "clip.mp4", "", exclude: true);
        var render = await receiver.NextAsync("edit");
        Assert.Equal("done", render.GetProperty("status").GetString());
        var assets = await ApiServer.GetAsync(server.Alice, $"/serve/v1/assets/render/{id}");
        Assert.Empty(assets.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task FailedRender_IsToldOfWithTheReason()
    {
        await using var receiver = new Receiver(refusals: 0);
        await RenderAsync(receiver.Url, "nothing.mp4", "");
        var render = await receiver.NextAsync("edit");
        Assert.Equal("failed", render.GetProperty("status").GetString());
        Assert.NotEmpty(render.GetProperty("error").GetString()!);
        Assert.False(render.TryGetProperty("url", out _));
    }

    [Fact]
    public async Task ReadySource_IsToldOf()
    {
        await using var receiver = new Receiver(refusals: 1);
        await ApiServer.PostAsync(server.Alice, "/ingest/v1/sources",
            new { url = $"{server.Media}/clip.mp4", callback = receiver.Url }, HttpStatusCode.Created);
        var source = await receiver.NextAsync("ingest");
        Assert.Equal("ready", source.GetProperty("status").GetString());
    }

    private async Task<string> RenderAsync(string callback, string file, string destinations, bool exclude = false)
    {
        var edit = $$"""
            {"timeline":{"tracks":[{"clips":[
               {"asset":{"type":"video","src":"{{server.Media}}/{{file}}"},"start":0,"length":0.2}]}]},
             "output":{"format":"mp4","size":{"width":64,"height":36},"fps":25,"poster":{"capture":0},
               "destinations":[{"provider":"shotstack","exclude":{{(exclude ? "true" : "false")}}}{{destinations}}]},
             "callback":"{{callback}}"}
            """;
        var answer = await ApiServer.PostAsync(server.Alice, "/edit/v1/render", edit, HttpStatusCode.Created);
        return answer.GetProperty("response").GetProperty("id").GetString()!;
    }

    /// <summary>A user's server, which is down for a moment at first.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly LoopbackServer _server;
        private readonly BlockingCollection<JsonElement> _heard = [];
        private int _refusals;

        public Receiver(int refusals)
        {
            _refusals = refusals;
            _server = new LoopbackServer(AnswerAsync);
        }

        public string Url => _server.Url + "/hook";

        public async Task<JsonElement> NextAsync(string type)
        {
            var next = await Task.Run(() => _heard.TryTake(out var heard, HeardWithin) ? heard : default);
            Assert.Equal(type, next.GetProperty("type").GetString());
            return next;
        }

        public ValueTask DisposeAsync() => _server.DisposeAsync();

        private async Task AnswerAsync(HttpListenerContext context)
        {
            using var reader = new StreamReader(context.Request.InputStream);
            var body = JsonElement.Parse(await reader.ReadToEndAsync());
            if (Interlocked.Decrement(ref _refusals) >= 0) context.Response.StatusCode = 503;
            else _heard.Add(body);
        }
    }
}
