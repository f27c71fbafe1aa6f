using System.Net;
using System.Text.Json;
using Framemill.Testing;

namespace Framemill.Tests.EndToEnd;

/// <summary>A disk without a byte left: the server says so, waits, and goes on when there is room.</summary>
public sealed class DiskFullTests
{
    private const int LittleRoom = 200_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Server__Rehearses"] = "false",
        ["Renders__AnnounceAgainAfter"] = "00:00:01",
        ["Renders__RetryAfterMax"] = "00:00:02",
    };

    [Fact]
    public async Task Render_DiskIsFull_WaitsSaysWhyAndIsDoneWhenThereIsRoom()
    {
        using var folder = new TempFolder();
        await SmallEdit.MakeMediaAsync(folder);
        await using var media = LoopbackServer.OfFolder(folder.Path);
        await using var disk = await SmallDisk.MountAsync(folder["data"], megabytes: 48);
        await using var server = await ServerProcess.StartAsync(folder["data"], Settings);
        var calm = await server.WaitForFilmAsync(await server.SubmitAsync(SmallEdit.Json(media.Url)), folder.Path);
        disk.Fill(LittleRoom);

        var accepted = new List<string> { await server.SubmitAsync(SmallEdit.Json(media.Url, background: 1)) };
        await UntilItWaitsForRoomAsync(server, accepted[0]);
        disk.Fill();
        accepted.AddRange(await PostUntilRefusedAsync(server, media.Url));
        using (var health = await server.Http.GetAsync("/healthz")) Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        await UntilItWaitsForRoomAsync(server, accepted[0]);

        disk.MakeRoom();
        foreach (var id in accepted)
        {
            var film = await server.WaitForFilmAsync(id, folder.Path);
            Assert.Equal(calm.FrameHashes(), film.FrameHashes());
        }

        Assert.Equal(0, await server.StopAsync());
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["data/tmp"]));
        Assert.Empty(Directory.EnumerateFiles(folder["data"], "*.part", SearchOption.AllDirectories));
    }

    /// <summary>Edits as long as edits may be, so that the state soon finds no room either.</summary>
    private static async Task<IReadOnlyList<string>> PostUntilRefusedAsync(ServerProcess server, string media)
    {
        const int PostsMax = 20;
        var accepted = new List<string>();
        for (var post = 0; post < PostsMax; post++)
        {
            var edit = SmallEdit.Json(media, background: 2 + post).TrimEnd();
            var padding = new string('x', 1_500_000);
            edit = $$"""{{edit[..^1]}}, "merge": [{ "find": "NOTHING", "replace": "{{padding}}" }] }""";
            using var answer = await server.PostAsync("/v1/renders", edit);
            var body = JsonElement.Parse(await answer.Content.ReadAsStringAsync());
            if (answer.StatusCode == HttpStatusCode.Created)
            {
                accepted.Add(body.GetProperty("id").GetString()!);
                continue;
            }

            Assert.True(answer.StatusCode == HttpStatusCode.InsufficientStorage, $"{answer.StatusCode}: {body}");
            Assert.Contains("full", body.GetProperty("detail").GetString());
            return accepted;
        }

        throw new InvalidOperationException($"{PostsMax} long edits found room on a full disk");
    }

    private static async Task UntilItWaitsForRoomAsync(ServerProcess server, string id)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var view = await server.GetRenderAsync(id);
            if (view.TryGetProperty("waitingBecause", out var why) && $"{why}".Contains("storage is full")) return;
            var state = view.GetProperty("state").GetString();
            Assert.True(state is not ("done" or "failed"), $"{view}\n{server.Output}");
            Assert.False(limit.IsCancellationRequested, $"{view}\n{server.Output}");
            await Task.Delay(50, CancellationToken.None);
        }
    }
}
