using Framemill.Testing;

namespace Framemill.Tests.EndToEnd;

/// <summary>
/// Fifty renders in a server that is killed and stopped again and again. The seed says after how many stored segments;
/// what else happens at that moment it does not fix.
/// </summary>
public sealed class KillLoopTests
{
    private const ulong Seed = 20_261_122;
    private const int Renders = 50;
    private const int Ends = 8;
    private const int SegmentsOfFilm = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly Dictionary<string, string> Settings = new() { ["Server__Rehearses"] = "false" };

    private readonly List<string> _accepted = [];
    private readonly Dictionary<string, (long Bytes, DateTime Written)> _stored = [];
    private volatile ServerProcess? _server;

    [Fact]
    public async Task KillAndStop_WhileFiftyRendersRun_AllEndDoneAndNothingStoredIsMadeAgain()
    {
        using var folder = new TempFolder();
        await SmallMedia.PictureAsync(folder["picture.png"], "320x180");
        await using var media = LoopbackServer.OfFolder(folder.Path);
        var data = folder["data"];
        var random = new SeededRandom(Seed);
        var moments = Enumerable.Range(0, Ends)
            .Select(_ => random.Below(Renders * SegmentsOfFilm * 9 / 10)).Order().ToList();
        var posting = PostAllAsync(media.Url);
        foreach (var (end, moment) in moments.Index())
        {
            await using var server = await ServerProcess.StartAsync(data, Settings);
            _server = server;
            await UntilStoredAsync(data, moment);

            // Every third end is one that the server is told of: it has time to hand over what it is at.
            if (end % 3 == 2) Assert.Equal(0, await server.StopAsync());
            else await server.KillAsync();
            CheckStored(data);
        }

        await using var last = await ServerProcess.StartAsync(data, Settings);
        _server = last;
        await posting.WaitAsync(Patience);
        IReadOnlyList<string>? expected = null;
        foreach (var id in _accepted)
        {
            var film = await last.WaitForFilmAsync(id, folder.Path);
            var hashes = film.FrameHashes();
            expected ??= hashes;
            Assert.Equal(100, hashes.Distinct().Count());
            Assert.Equal(expected, hashes);
        }

        CheckStored(data);
        Assert.True(_stored.Count >= Renders * SegmentsOfFilm);
    }

    /// <summary>Who posts to a server that is killed does not know whether it was taken, and posts again.</summary>
    private async Task PostAllAsync(string media)
    {
        while (_accepted.Count < Renders)
        {
            if (_server is { } server)
            {
                try
                {
                    _accepted.Add(await server.SubmitAsync(Edit(media, _accepted.Count)));
                    continue;
                }
                catch (Exception error) when (error is HttpRequestException or ObjectDisposedException)
                {
                    // The next server, then.
                }
            }

            await Task.Delay(50);
        }
    }

    private static async Task UntilStoredAsync(string data, int count)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (Segments(data).Count() < count) await Task.Delay(20, limit.Token);
    }

    /// <summary>What was there when a server ended is what is there now: nobody made it again.</summary>
    private void CheckStored(string data)
    {
        foreach (var file in Segments(data))
        {
            var now = (file.Length, file.LastWriteTimeUtc);
            if (_stored.TryAdd(file.FullName, now)) continue;
            Assert.Equal(_stored[file.FullName], now);
        }
    }

    private static IEnumerable<FileInfo> Segments(string data)
    {
        var folder = new DirectoryInfo(Path.Combine(data, "objects", "segments"));
        return folder.Exists ? folder.EnumerateFiles("*", SearchOption.AllDirectories) : [];
    }

    /// <summary>
    /// Four seconds of a picture that grows, so that no two frames are alike; it covers the background.
    /// </summary>
    private static string Edit(string media, int number) => $$"""
        {
          "timeline": {
            "background": "#00{{number + 1:x4}}",
            "tracks": [{ "clips": [
              { "asset": { "type": "image", "src": "{{media}}/picture.png" }, "start": 0, "length": 4,
                "effect": "zoomInFast" }
            ] }]
          },
          "output": { "format": "mp4", "size": { "width": 160, "height": 90 }, "fps": 25 }
        }
        """;
}
