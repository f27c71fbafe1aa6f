using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Framemill.Tests.EndToEnd;

/// <summary>What planners and monitoring see of a real server that rendered a real film.</summary>
public sealed partial class CapacityTests() : ServerTests(SmallEdit.MakeMediaAsync, Settings)
{
    private static readonly Dictionary<string, string> Settings = new() { ["Capacity__SampleEvery"] = "00:00:00.200" };

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await FilmAsync(SmallEdit.Json(Media.Url, "Capacity"));
    }

    [Fact]
    public async Task Metrics_AfterAFilm_AreWhatPrometheusReads()
    {
        var text = await Server.Http.GetStringAsync("/metrics");

        Assert.All(
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            line => Assert.True(line[0] == '#' || MetricLine().IsMatch(line), line));
        Assert.True(Value(text, "framemill_device_busy_seconds_total") > 0);
        Assert.True(Value(text, "nv_inference_request_success") > 0);
        Assert.True(Value(text, "nv_gpu_memory_total_bytes") > 0);
        Assert.Equal(0, Value(text, "nv_inference_pending_request_count"));
    }

    [Fact]
    public async Task History_AfterARestart_IsStillThere()
    {
        var before = await UntilAsync("minute", history => Busy(history) > 0);
        // Of a server that is killed, the minute that was not written yet is lost.
        Assert.Equal(0, await Server.StopAsync());
        await RestartAsync();
        var after = await UntilAsync("hour", history => history.GetArrayLength() > 0);

        Assert.True(Busy(after) >= Busy(before) - 0.01, $"{Busy(after)} after {Busy(before)}");
    }

    [Fact]
    public async Task WhatIf_RecordedDemand_IsPlayed()
    {
        await UntilAsync("minute", history => Busy(history) > 0);
        using var answer = await Server.PostAsync("/v1/capacity/what-if", """{"devices":3,"demand":20}""");
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body);
        var outcome = JsonElement.Parse(body);
        Assert.Equal(1, outcome.GetProperty("asItWas").GetProperty("devices").GetInt32());
        Assert.Equal(4, outcome.GetProperty("changed").GetProperty("devices").GetInt32());
        Assert.True(outcome.GetProperty("changed").GetProperty("asked").GetInt32() > 20);
    }

    [Theory]
    [InlineData("""{"minutes":0}""", "minutes")]
    [InlineData("""{"classes":{"gold":2}}""", "classes")]
    [InlineData("[]", "body")]
    public async Task WhatIf_FaultyQuestion_SaysWhat(string question, string names)
    {
        using var answer = await Server.PostAsync("/v1/capacity/what-if", question);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(names, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_InABrowser_ShowsTheDeviceAndPlaysAQuestion()
    {
        await UntilAsync("minute", history => Busy(history) > 0);
        await using var browser = await BrowserPage.OpenAsync(Server, "/capacity");
        var page = browser.Page;
        await page.WaitForFunctionAsync("() => document.querySelectorAll('#devices tr').length === 1");
        Assert.Contains("cpu0", await page.TextContentAsync("#devices"), StringComparison.Ordinal);
        Assert.True(await page.EvaluateAsync<int>("document.querySelectorAll('#use rect.busy').length") > 0);
        await page.FillAsync("input[name=devices]", "2");
        await page.ClickAsync("#what-if button");
        await page.WaitForFunctionAsync("() => !document.getElementById('answer').hidden");
        Assert.Contains("devices", await page.TextContentAsync("#answer"), StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("FRAMEMILL_PICTURES") is { } into)
            await page.ScreenshotAsync(new() { Path = Path.Combine(into, "capacity.png"), FullPage = true });
        Assert.Empty(browser.Faults);
    }

    private async Task<JsonElement> UntilAsync(string step, Func<JsonElement, bool> holds)
    {
        var limit = DateTime.UtcNow.AddSeconds(60);
        while (true)
        {
            var answer = await Server.Http.GetStringAsync($"/v1/capacity?step={step}");
            var history = JsonElement.Parse(answer).GetProperty("history");
            if (holds(history)) return history;
            Assert.True(DateTime.UtcNow < limit, answer);
            await Task.Delay(100);
        }
    }

    private static double Busy(JsonElement history) =>
        history.EnumerateArray().Sum(row => row.GetProperty("busySeconds").GetDouble());

    private static double Value(string text, string metric) => text.Split('\n')
        .Where(line => line.StartsWith(metric + "{", StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));

    [GeneratedRegex("""^[a-z_]+\{([a-z_]+="([^"\\\n]|\\.)*",?)+\} (-?[0-9.]+(E[-+]?[0-9]+)?|\+Inf|NaN)$""")]
    private static partial Regex MetricLine();
}
