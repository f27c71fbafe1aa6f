using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace Framemill.Tests.EndToEnd;

public sealed class CancelTests() : ServerTests(SmallEdit.MakeMediaAsync)
{
    [Fact]
    public async Task Delete_WhileRendering_StopsTheWorkAndLeavesNoProcess()
    {
        var edit = SmallEdit.Json(Media.Url).Replace(
            "\"width\": 320, \"height\": 180", "\"width\": 1920, \"height\": 1080", StringComparison.Ordinal);
        var id = await Server.SubmitAsync(edit);
        TimeSpan? took = null;
        var events = await Server.WatchAsync(id, view =>
        {
            if (took is not null || view.GetProperty("state").GetString() != "rendering") return;
            var clock = Stopwatch.StartNew();
            using var answer = Server.Http.DeleteAsync($"/v1/renders/{id}").GetAwaiter().GetResult();
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(SpinWait.SpinUntil(() => Encoders(Server.ProcessId) == 0, TimeSpan.FromSeconds(10)));
            took = clock.Elapsed;
        });

        Assert.Equal("cancelled", events[^1].GetProperty("state").GetString());
        Assert.NotNull(took);
        TestContext.Current.SendDiagnosticMessage($"cancelled in {took.Value.TotalMilliseconds:0} ms");
        var vendor =
            JsonElement.Parse(await Server.Http.GetStringAsync($"/edit/v1/render/{id}")).GetProperty("response");
        Assert.Equal("failed", vendor.GetProperty("status").GetString());
        using var again = await Server.Http.DeleteAsync($"/v1/renders/{id}");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);

        // The device is free again: the next film is made.
        await FilmAsync(SmallEdit.Json(Media.Url, "After"));
    }

    /// <summary>ffmpeg processes below the server.</summary>
    private static int Encoders(int server)
    {
        var parents = new Dictionary<int, (int Parent, string Name)>();
        foreach (
            var folder in Directory.EnumerateDirectories("/proc").Where(f => int.TryParse(Path.GetFileName(f), out _)))
        {
            try
            {
                var stat = File.ReadAllText($"{folder}/stat");
                var end = stat.LastIndexOf(')');
                var name = stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..end];
                parents[int.Parse(Path.GetFileName(folder))] = (int.Parse(stat[(end + 2)..].Split(' ')[1]), name);
            }
            catch (IOException)
            {
                // Ended while we looked.
            }
        }

        bool IsBelow(int process) => parents.TryGetValue(process, out var p)
            && (p.Parent == server || IsBelow(p.Parent));
        return parents.Count(p => p.Value.Name == "ffmpeg" && IsBelow(p.Key));
    }
}
