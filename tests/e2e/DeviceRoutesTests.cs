using System.Net;
using System.Text.Json;

namespace Framemill.Tests.EndToEnd;

/// <summary>An operator takes a device out of work and back, by HTTP.</summary>
public sealed class DeviceRoutesTests : ServerTests
{
    [Fact]
    public async Task Drain_ADevice_HoldsWorkBackUntilItIsResumed()
    {
        var device = Assert.Single((await DevicesAsync()).EnumerateArray());
        var id = device.GetProperty("id").GetString();
        Assert.Equal("working", device.GetProperty("state").GetString());

        using (var drained = await Server.Http.PostAsync($"/v1/devices/{id}/drain", null))
            Assert.Equal(HttpStatusCode.OK, drained.StatusCode);
        var render = await Server.SubmitAsync(Edit);
        var waiting = await Server.GetRenderAsync(render);
        Assert.Equal("queued", waiting.GetProperty("state").GetString());

        using (var resumed = await Server.Http.PostAsync($"/v1/silos/{id!.Split('/')[0]}/resume", null))
            Assert.Equal(HttpStatusCode.OK, resumed.StatusCode);
        Assert.Equal("done", (await Server.WatchAsync(render))[^1].GetProperty("state").GetString());
    }

    [Fact]
    public async Task Drain_OfWhatIsNotThere_IsTold()
    {
        using var answer = await Server.Http.PostAsync("/v1/devices/nowhere/gpu7/drain", null);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("nowhere/gpu7", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Commands_OfAnOperator_DrainAndResumeAndSayWhatIsWrong()
    {
        Assert.Equal((0, "working"), await StateAsync("devices"));
        Assert.Equal((0, "draining"), await StateAsync("drain", "local"));
        Assert.Equal((0, "draining"), await StateAsync("devices"));
        Assert.Equal((0, "working"), await StateAsync("resume", "local/cpu0"));

        var (code, said) = await Server.CommandAsync("drain", "nowhere");
        Assert.Equal(1, code);
        Assert.Contains("nowhere", said);
        Assert.Contains("next: ./framemill devices", said);
    }

    private async Task<(int Code, string State)> StateAsync(params string[] command)
    {
        var (code, said) = await Server.CommandAsync(command);
        var line = Assert.Single(said.Split('\n'), l => l.Contains("local/cpu0"));
        return (code, line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
    }

    private async Task<JsonElement> DevicesAsync() =>
        JsonElement.Parse(await Server.Http.GetStringAsync("/v1/devices"));

    private const string Edit = """
        {"timeline":{"tracks":[{"clips":[
          {"asset":{"type":"shape","shape":"circle","circle":{"radius":60}},"start":0,"length":1}]}]},
         "output":{"format":"mp4","resolution":"preview"}}
        """;
}
