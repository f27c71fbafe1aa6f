using System.Net;
using System.Text.Json;
using System.Text;
using Framemill.Testing;

namespace Framemill.Tests.EndToEnd;

/// <summary>
/// Whatever is posted: a clear answer that names the field, a server that stays up, a disk that stays clean.
/// </summary>
public sealed class BadInputTests() : ServerTests(MakeMediaAsync)
{
    [Theory]
    [InlineData("{ \"timeline\": ", "")]
    [InlineData("[]", "")]
    [InlineData("", "")]
    [InlineData("CLIP,\"length\":-1}", "/timeline/tracks/0/clips/0/length")]
    [InlineData("CLIP,\"length\":1,\"lenght\":2}", "/timeline/tracks/0/clips/0/lenght")]
    [InlineData("CLIP,\"length\":2},CLIP,\"length\":2}", "/timeline/tracks/0/clips/1")]
    public async Task Post_AFaultyEdit_NamesTheField(string text, string pointer)
    {
        const string clip = """{"asset":{"type":"image","src":"http://h/a.png"},"start":0""";
        var edit = !text.StartsWith("CLIP", StringComparison.Ordinal) ? text
            : """{"timeline":{"tracks":[{"clips":[""" + text.Replace("CLIP", clip, StringComparison.Ordinal)
                + """]}]},"output":{"format":"mp4","resolution":"sd"}}""";
        using var answer = await Server.PostAsync("/v1/renders", edit);
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(problem.GetProperty("errors").EnumerateArray(),
            e => e.GetProperty("pointer").GetString()!.StartsWith(pointer, StringComparison.Ordinal)
                && e.GetProperty("detail").GetString()!.Length > 10);

        using var vendor = await Server.PostAsync("/edit/v1/render", edit);
        Assert.Equal(HttpStatusCode.BadRequest, vendor.StatusCode);
        Assert.Equal("Bad Request",
            JsonElement.Parse(await vendor.Content.ReadAsStringAsync()).GetProperty("message").GetString());
    }

    [Fact]
    public async Task Post_ManyFaults_TellsAllAtOnce()
    {
        const string edit = """
            {"timeline":{"tracks":[{"clips":[{"asset":{"type":"image"},"start":"soon","length":0,"opacity":"half"}]}]},
             "output":{"format":"avi"}}
            """;
        using var answer = await Server.PostAsync("/v1/renders", edit);
        var pointers =
            JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("errors").EnumerateArray()
            .Select(e => e.GetProperty("pointer").GetString()).ToList();
        Assert.Contains("/timeline/tracks/0/clips/0/start", pointers);
        Assert.Contains("/timeline/tracks/0/clips/0/opacity", pointers);
        Assert.Contains("/output/format", pointers);
        Assert.Contains(pointers, p => p!.StartsWith("/timeline/tracks/0/clips/0/asset", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("missing.mp4", "video")]
    [InlineData("text.mp4", "video")]
    [InlineData("cut.mp4", "video")]
    [InlineData("bomb.png", "image")]
    public async Task Render_OfBadMedia_FailsAndNamesTheAsset(string name, string type)
    {
        var id = await Server.SubmitAsync(EditOf($"{Media.Url}/{name}", type));
        var end = (await Server.WatchAsync(id))[^1];
        Assert.Equal("failed", end.GetProperty("state").GetString());
        var error = end.GetProperty("errors")[0];
        Assert.Equal("/timeline/tracks/0/clips/0/asset/src", error.GetProperty("pointer").GetString());
        Assert.True(error.GetProperty("detail").GetString()!.Length > 10);
        await StillWorksAsync();
    }

    [Theory]
    [InlineData("http://10.0.0.1/a.png")]
    [InlineData("http://[::1]/a.png")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[::ffff:10.0.0.1]/a.png")]
    public async Task Render_OfAPrivateAddress_IsRefused(string source)
    {
        using var answer = await Server.PostAsync("/v1/renders", EditOf(source, "image"));
        if (answer.StatusCode == HttpStatusCode.BadRequest) return;

        var id = JsonElement.Parse(await answer.Content.ReadAsStringAsync()).GetProperty("id").GetString()!;
        var end = (await Server.WatchAsync(id))[^1];
        Assert.Equal("failed", end.GetProperty("state").GetString());
        Assert.Equal(
            "/timeline/tracks/0/clips/0/asset/src", end.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("clip.mp4")]
    [InlineData("concat:/etc/passwd")]
    public async Task Post_ALocalPathOverHttp_IsRefused(string source)
    {
        using var answer = await Server.PostAsync("/v1/renders", EditOf(source, "video"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Post_TooLong_Is413()
    {
        using var answer =
            await Server.PostAsync("/v1/renders", "{\"x\":\"" + new string('x', 5 * 1024 * 1024) + "\"}");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    private static async Task MakeMediaAsync(TempFolder folder)
    {
        await SmallEdit.MakeMediaAsync(folder);
        await File.WriteAllTextAsync(folder["text.mp4"], "This is a text file, whatever its name says.\n");
        var clip = await File.ReadAllBytesAsync(folder["clip.mp4"]);
        folder.Write("cut.mp4", clip[..(clip.Length / 2)]);
        folder.Write("bomb.png", PictureBomb());
    }

    private static string EditOf(string source, string type) => $$$"""
        {"timeline":{"tracks":[{"clips":[{"asset":{"type":"{{{type}}}","src":"{{{source}}}"},"start":0,"length":2}]}]},
         "output":{"format":"mp4","resolution":"preview"}}
        """;

    private async Task StillWorksAsync()
    {
        var film = await FilmAsync(EditOf($"{Media.Url}/picture.png", "image"));
        Assert.Equal(30, film.DecodedFrames);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(Data, "tmp")));
    }

    /// <summary>A valid PNG header that promises 65,536 x 65,536 pixels, and hardly any data.</summary>
    private static byte[] PictureBomb()
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Chunk(png, "IHDR", [0, 1, 0, 0, 0, 1, 0, 0, 8, 2, 0, 0, 0]);
        Chunk(png, "IDAT", [0x78, 0x9C, 0x63, 0, 0, 0, 1, 0, 1]);
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    private static void Chunk(Stream png, string type, byte[] data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        png.Write([(byte)(data.Length >> 24), (byte)(data.Length >> 16), (byte)(data.Length >> 8), (byte)data.Length]);
        png.Write(body);
        var crc = uint.MaxValue;
        foreach (var value in body)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        crc = ~crc;
        png.Write([(byte)(crc >> 24), (byte)(crc >> 16), (byte)(crc >> 8), (byte)crc]);
    }
}
