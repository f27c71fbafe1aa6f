using System.Net;
using System.Text.Json;

namespace Framemill.Tests.Contract.Http;

/// <summary>What users keep: templates, sources, copies, generated files.</summary>
public sealed class TemplateAndSourceTests(ApiServer server) : IClassFixture<ApiServer>
{
    private const string Missing = "0199aaaa-0000-7000-8000-000000000000";

    private static string Edit(string source, string text = "{{ WORD }}") => $$$"""
        {"timeline":{"tracks":[
          {"clips":[{"asset":{"type":"title","text":"{{{text}}}"},"start":0,"length":"{{ LENGTH }}"}]},
          {"clips":[{"asset":{"type":"video","src":"{{{source}}}"},"start":0,"length":0.2}]}]},
         "output":{"format":"mp4","size":{"width":64,"height":36},"fps":25}}
        """;

    [Fact]
    public async Task Templates_AreKeptThroughACrash_AndBelongToOneKey()
    {
        var body = $$"""{"name":"T","template":{{Edit(server.Media + "/clip.mp4")}}}""";
        var made = await ApiServer.PostAsync(server.Alice, "/edit/v1/templates", body, HttpStatusCode.Created);
        var id = made.GetProperty("response").GetProperty("id").GetString()!;

        await server.KillAndStartAgainAsync();

        var kept = await ApiServer.GetAsync(server.Alice, $"/edit/stage/templates/{id}");
        Assert.Equal("T", kept.GetProperty("response").GetProperty("name").GetString());
        await ApiServer.GetAsync(server.Bob, $"/edit/v1/templates/{id}", HttpStatusCode.NotFound);
        var list = await ApiServer.GetAsync(server.Bob, "/edit/v1/templates");
        Assert.Empty(list.GetProperty("response").GetProperty("templates").EnumerateArray());

        // Without a value for the length nothing can be rendered; with one it can.
        await ApiServer.PostAsync(
            server.Alice, "/edit/v1/templates/render", $$"""{"id":"{{id}}"}""", HttpStatusCode.BadRequest);
        var values = """[{"find":"WORD","replace":"hi"},{"find":"LENGTH","replace":0.2}]""";
        await ApiServer.PostAsync(
            server.Bob, "/edit/v1/templates/render", $$"""{"id":"{{id}}","merge":{{values}}}""",
            HttpStatusCode.NotFound);
        var render = await ApiServer.PostAsync(
            server.Alice, "/edit/v1/templates/render", $$"""{"id":"{{id}}","merge":{{values}}}""",
            HttpStatusCode.Created);
        var path = $"/edit/v1/render/{render.GetProperty("response").GetProperty("id").GetString()}";
        var end = await ApiServer.UntilAsync(server.Alice, path, HasEnded);
        Assert.Equal("done", Status(end));

        await ApiServer.SendAsync(
            server.Alice, HttpMethod.Delete, $"/edit/v1/templates/{id}", null, HttpStatusCode.NoContent);
        await ApiServer.SendAsync(
            server.Alice, HttpMethod.Delete, $"/edit/v1/templates/{id}", null, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Template_WithFaults_IsToldOfAllAtOnce()
    {
        var answer = await ApiServer.PostAsync(server.Alice, "/edit/v1/templates",
            """{"name":7,"template":[],"x":1}""", HttpStatusCode.BadRequest);
        Assert.Equal(["/name", "/template", "/x"], Pointers(answer));

        var edit = """{"timeline":{"tracks":[{"clips":[]}]},"output":{"format":"mp5"}}""";
        answer = await ApiServer.PostAsync(server.Alice, "/edit/v1/templates",
            $$"""{"name":"n","template":{{edit}}}""", HttpStatusCode.BadRequest);
        Assert.Contains("/template/output/format", Pointers(answer));
        Assert.Contains("/template/timeline/tracks/0/clips", Pointers(answer));
        await ApiServer.SendAsync(server.Alice, HttpMethod.Put, $"/edit/v1/templates/{Missing}",
            $$"""{"name":"n","template":{{Edit("https://a.example/b.mp4")}}}""", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Upload_BecomesASource_WhoseAddressAnEditMayUse()
    {
        var (id, url) = await UploadLinkAsync();
        var clip = await File.ReadAllBytesAsync(server.Folder["clip.mp4"]);
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(url.Replace("file=", "file=0"), clip));
        Assert.Equal(HttpStatusCode.Forbidden, await PutAsync(url.Replace("tenant=alice", "tenant=bob"), clip));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await PutAsync(url, new byte[ApiServer.UploadBytesMax + 1]));
        Assert.Equal(HttpStatusCode.OK, await PutAsync(url, clip));
        Assert.Equal(HttpStatusCode.Conflict, await PutAsync(url, clip));

        var source = await ApiServer.UntilAsync(server.Alice, $"/ingest/v1/sources/{id}", HasEnded);
        Assert.Equal("ready", Status(source));
        await ApiServer.GetAsync(server.Bob, $"/ingest/v1/sources/{id}", HttpStatusCode.NotFound);
        var address = Attributes(source).GetProperty("source").GetString()!;
        Assert.Equal(clip, await server.Bob.GetByteArrayAsync(address));

        // Not through the guard: the server's own address is a private one, and it is not asked over HTTP at all.
        var render = await ApiServer.PostAsync(server.Alice, "/edit/v1/render",
            Edit(address, "own").Replace("\"{{ LENGTH }}\"", "0.2"), HttpStatusCode.Created);
        var path = $"/edit/v1/render/{render.GetProperty("response").GetProperty("id").GetString()}";
        Assert.Equal("done", Status(await ApiServer.UntilAsync(server.Alice, path, HasEnded)));

        await ApiServer.SendAsync(
            server.Alice, HttpMethod.Delete, $"/ingest/v1/sources/{id}", null, HttpStatusCode.NoContent);
        await ApiServer.GetAsync(server.Alice, $"/ingest/v1/sources/{id}", HttpStatusCode.NotFound);
        using var gone = await server.Alice.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory]
    [InlineData("page.mp4", "failed")]
    [InlineData("nothing.mp4", "failed")]
    [InlineData("clip.mp4", "ready")]
    public async Task Source_FromAnAddress_EndsTruthfully(string file, string status)
    {
        var made = await ApiServer.PostAsync(server.Alice, "/ingest/v1/sources",
            new { url = $"{server.Media}/{file}" }, HttpStatusCode.Created);
        var id = made.GetProperty("data").GetProperty("id").GetString();
        Assert.Equal(status, Status(await ApiServer.UntilAsync(server.Alice, $"/ingest/v1/sources/{id}", HasEnded)));
    }

    [Fact]
    public async Task Refusals_NameWhatIsNotHere()
    {
        var source = await ApiServer.PostAsync(server.Alice, "/ingest/v1/sources",
            """{"url":"ftp://x","outputs":{"transcription":{"format":"srt"},"renditions":[{"format":"doc"}]},"y":1}""",
            HttpStatusCode.BadRequest);
        Assert.Equal(["/outputs/renditions/0/format", "/outputs/transcription", "/url", "/y"], Pointers(source));
        var video = await ApiServer.PostAsync(server.Alice, "/edit/v1/generate",
            """{"asset":{"type":"video","prompt":"a cat"}}""", HttpStatusCode.BadRequest);
        Assert.Equal(["/asset/type"], Pointers(video));
        await ApiServer.GetAsync(server.Alice, "/edit/v1/models/gpt-9", HttpStatusCode.NotFound);
        var avatar = await ApiServer.PostAsync(server.Alice, "/create/v1/assets",
            """{"provider":"d-id","options":{"type":"text-to-avatar","text":"hi"}}""", HttpStatusCode.BadRequest);
        Assert.Equal(["/options/type"], Pointers(avatar));
        foreach (var address in (string[])["http://169.254.169.254/latest", "file:///etc/passwd", "http://[::1]:1/"])
        {
            await ApiServer.GetAsync(
                server.Alice, $"/edit/v1/probe/{Uri.EscapeDataString(address)}", HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task Generate_TheSameTwice_SharesOneResult()
    {
        const string body = """{"asset":{"type":"audio","prompt":"Good evening.","options":{"voice":"Amy"}}}""";
        using var first = await server.Alice.PostAsync(
            "/edit/v1/generate", new StringContent(body, null, "application/json"));
        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        Assert.NotNull(first.Headers.RetryAfter);
        var path = first.Headers.Location!.ToString();
        var made = await ApiServer.UntilAsync(
            server.Alice, path, g => g.GetProperty("status").GetString() is "done" or "failed");
        Assert.Equal("done", made.GetProperty("status").GetString());
        var again = await ApiServer.PostAsync(server.Alice, "/edit/v1/generate", body, HttpStatusCode.OK);
        Assert.Equal(made.ToString(), again.ToString());
        Assert.True((await server.Bob.GetByteArrayAsync(made.GetProperty("url").GetString())).Length > 2_000);
        await ApiServer.GetAsync(server.Bob, path, HttpStatusCode.NotFound);
    }

    private async Task<(string Id, string Url)> UploadLinkAsync()
    {
        var upload = await ApiServer.PostAsync(server.Alice, "/ingest/v1/upload", null, HttpStatusCode.OK);
        var attributes = Attributes(upload);
        return (attributes.GetProperty("id").GetString()!, attributes.GetProperty("url").GetString()!);
    }

    private static async Task<HttpStatusCode> PutAsync(string url, byte[] content)
    {
        using var client = new HttpClient();
        using var answer = await client.PutAsync(url, new ByteArrayContent(content));
        return answer.StatusCode;
    }

    private static JsonElement Attributes(JsonElement answer) => answer.GetProperty("data").GetProperty("attributes");

    private static string Status(JsonElement answer) =>
        (answer.TryGetProperty("response", out var render) ? render : Attributes(answer))
            .GetProperty("status").GetString()!;

    private static bool HasEnded(JsonElement answer) => Status(answer) is "done" or "ready" or "failed";

    private static IEnumerable<string> Pointers(JsonElement answer) =>
        answer.GetProperty("response").GetProperty("details").EnumerateArray()
            .Select(d => d.GetProperty("pointer").GetString()!).Order(StringComparer.Ordinal);
}
