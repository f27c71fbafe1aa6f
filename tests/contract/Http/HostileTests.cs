using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Framemill.Testing;
using Framemill.Tests.Contract.Generation;

namespace Framemill.Tests.Contract.Http;

/// <summary>Broken and absurd requests and media: every one gets an answer, and nothing stays behind.</summary>
public sealed class HostileTests(ApiServer server, ITestOutputHelper output) : IClassFixture<ApiServer>
{
    private const ulong Seed = 4_711;
    private const int BodiesOfEach = 30;
    private const int Films = 40;
    private static readonly TimeSpan ChildrenEndWithin = TimeSpan.FromSeconds(20);
    private const long MemoryBytesMax = 2_500L << 20;

    private static readonly string[] Absurd =
    [
        "", "null", "[]", "\"\"", "{", "{\"a\":}", "\u0000", "{\"url\":\"\\ud800\"}", "{\"url\":1e999}",
        "{\"id\":\"../../etc/passwd\",\"url\":\"http://a/\"}", "{\"name\":\"\\u0000\\u001b[31m\",\"template\":{}}",
        "{\"timeline\":{\"tracks\":[{\"clips\":[{\"asset\":{\"type\":\"title\",\"text\":\"a\\u0000b\"},"
            + "\"start\":\"NaN\",\"length\":\"-Infinity\"}]}]},\"output\":{\"format\":\"mp4\",\"resolution\":\"sd\"}}",
        string.Concat(Enumerable.Repeat("{\"a\":", 5_000)) + "1" + new string('}', 5_000),
        new string('[', 100_000),
        "{\"url\":\"http://" + new string('a', 100_000) + "\"}",
        "{\"merge\":[" + string.Join(',', Enumerable.Repeat("{\"find\":\"{{\",\"replace\":{}}", 3_000)) + "]}",
    ];

    [Fact]
    public async Task Requests_OfAnyKind_AreAnsweredWithoutAFailureOfOurs()
    {
        var random = new SeededRandom(Seed);
        var faults = new List<string>();
        foreach (var (method, path, body) in Requests())
        {
            var changed = Enumerable.Range(0, BodiesOfEach).Select(_ => EditChanges.Change(body, random));
            foreach (var sent in changed.Concat(Absurd))
            {
                using var request = new HttpRequestMessage(method, path);
                request.Content = new StringContent(sent, System.Text.Encoding.UTF8, "application/json");
                using var answer = await server.Alice.SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();
                if ((int)answer.StatusCode >= 500) faults.Add($"{method} {path} {answer.StatusCode}: {sent}");
                else if (text.Length > 0) JsonElement.Parse(text);
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Take(10)));
        await ApiServer.GetAsync(server.Alice, "/edit/v1/templates");
    }

    [Fact]
    public async Task Renders_OfBrokenMediaAndChangedEdits_EndAndLeaveNothing()
    {
        output.WriteLine($"seed {Seed}");
        await File.WriteAllBytesAsync(server.Folder["bomb.png"], PictureBomb());
        var random = new SeededRandom(Seed);
        string[] broken = ["cut.mp4", "page.mp4", "bomb.png", "nothing.bin", "words.srt", "sound.mp3"];
        var edits = new FilmEdits(server.Media, (await VendorSchema.ReadAsync()).Words, random);
        var bodies = Enumerable.Range(0, Films).Select(i =>
        {
            var json = edits.Make().Json;
            if (i % 2 == 0)
                json = json.Replace("clip.mp4", random.Pick(broken)).Replace("picture.jpg", random.Pick(broken));
            return i % 4 == 1 ? EditChanges.Change(json, random) : json;
        }).ToList();

        var ends = new ConcurrentDictionary<string, int>();
        await Parallel.ForEachAsync(
            bodies, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (body, cancellation) =>
            {
                using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
                using var answer = await server.Alice.PostAsync("/v1/renders", content, cancellation);
                var end = answer.StatusCode == HttpStatusCode.Created
                    ? await EndAsync(await answer.Content.ReadAsStringAsync(cancellation), cancellation)
                    : $"{(int)answer.StatusCode}";
                ends.AddOrUpdate(end, 1, (_, count) => count + 1);
            });

        output.WriteLine(string.Join(", ", ends.Select(e => $"{e.Value} {e.Key}")));
        Assert.DoesNotContain(ends.Keys, end => end.StartsWith('5'));
        Assert.True(ends.ContainsKey("failed"), "nothing failed: the media were not broken");
        await ApiServer.GetAsync(server.Alice, "/v1/about");
        await NoChildIsLeftAsync();
        Assert.InRange(PeakMemoryBytes(), 1, MemoryBytesMax);
    }

    /// <summary>A render's end is told of before the last of its decoders has been reaped.</summary>
    private async Task NoChildIsLeftAsync()
    {
        using var limit = new CancellationTokenSource(ChildrenEndWithin);
        while (Children().ToList() is { Count: > 0 } left)
        {
            Assert.False(limit.IsCancellationRequested, string.Join('\n', left));
            await Task.Delay(100);
        }
    }

    private async Task<string> EndAsync(string render, CancellationToken cancellationToken)
    {
        var id = JsonElement.Parse(render).GetProperty("id").GetString();
        var events = await server.Alice.GetStringAsync($"/v1/renders/{id}/events", cancellationToken);
        return JsonElement.Parse(events[(events.LastIndexOf("data: ", StringComparison.Ordinal) + 6)..].Trim())
            .GetProperty("state").GetString()!;
    }

    private IEnumerable<(HttpMethod, string, string)> Requests()
    {
        const string edit = """
            {"timeline":{"tracks":[{"clips":[{"asset":{"type":"title","text":"x"},"start":0,"length":0.04}]}]},
             "output":{"format":"png","size":{"width":16,"height":16}},"merge":[{"find":"A","replace":1}]}
            """;
        yield return (HttpMethod.Post, "/edit/v1/render", edit);
        yield return (HttpMethod.Post, "/v1/renders", edit);
        yield return (HttpMethod.Post, "/edit/v1/templates", $$"""{"name":"n","template":{{edit}}}""");
        yield return (HttpMethod.Put, "/edit/v1/templates/0199aaaa-0000-7000-8000-000000000000",
            $$"""{"name":"n","template":{{edit}}}""");
        yield return (HttpMethod.Post, "/edit/v1/templates/render",
            """{"id":"0199aaaa-0000-7000-8000-000000000000","merge":[{"find":"A","replace":1}]}""");
        yield return (HttpMethod.Post, "/edit/v1/generate",
            """{"asset":{"type":"audio","prompt":"x","model":"espeak-ng","options":{"voice":"Amy"}},"length":1}""");
        yield return (HttpMethod.Post, "/create/v1/assets",
            """{"provider":"shotstack","options":{"type":"text-to-speech","text":"x","voice":"Amy"}}""");
        yield return (HttpMethod.Post, "/serve/v1/assets",
            $$"""{"url":"{{server.Media}}/nothing.bin","id":"a","destinations":[{"provider":"shotstack"}]}""");
        yield return (HttpMethod.Post, "/ingest/v1/sources", $$$"""
            {"url":"{{{server.Media}}}/nothing.bin","callback":"{{{server.Media}}}/hook","outputs":{"renditions":[
              {"format":"mp4","size":{"width":8,"height":8},"fps":25,"quality":1,"speed":{"speed":2}}]}}
            """);
        yield return (HttpMethod.Post, "/ingest/v1/upload", "{}");
    }

    /// <summary>Names of the server's child processes that are left.</summary>
    private IEnumerable<string> Children() => Directory.GetDirectories("/proc")
        .Where(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _))
        .Select(StatOf).Where(stat => stat is not null && stat.Value.Parent == server.ProcessId)
        .Select(stat => stat!.Value.Name);

    private static (string Name, int Parent)? StatOf(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            var rest = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (stat, int.Parse(rest[1], CultureInfo.InvariantCulture));
        }
        catch (IOException)
        {
            return null; // It ended in this moment.
        }
    }

    private long PeakMemoryBytes() => File.ReadLines($"/proc/{server.ProcessId}/status")
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line => long.Parse(
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024)
        .Single();

    /// <summary>400 million pixels in 50 kB.</summary>
    private static byte[] PictureBomb()
    {
        const int side = 20_000;
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            var row = new byte[(side / 8) + 1];
            for (var i = 0; i < side; i++) zlib.Write(row);
        }

        byte[] size = [0, 0, side >> 8, side & 255];
        return
        [
            0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A,
            .. Chunk("IHDR", [.. size, .. size, 1, 0, 0, 0, 0]),
            .. Chunk("IDAT", packed.ToArray()),
            .. Chunk("IEND", []),
        ];
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(name), .. data];
        var crc = uint.MaxValue;
        foreach (var value in body)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return [.. BigEndian((uint)data.Length), .. body, .. BigEndian(~crc)];
    }

    private static byte[] BigEndian(uint value) =>
        [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
