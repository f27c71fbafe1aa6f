using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Framemill.Testing;
using Microsoft.Playwright;

namespace Framemill.Tests.EndToEnd;

/// <summary>What planners and monitoring see of a real server that rendered a real film.</summary>
public sealed partial class CapacityTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private LoopbackServer _media = null!;
    private ServerProcess _server = null!;

    public async ValueTask InitializeAsync()
    {
        SmallEdit.MakeMedia(_folder.Path);
        _media = LoopbackServer.OfFolder(_folder.Path);
        _server = await StartAsync();
        var id = await _server.SubmitAsync(SmallEdit.Json(_media.Url, "Capacity"));
        await _server.WatchAsync(id);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _media.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Metrics_AfterAFilm_AreWhatPrometheusReads()
    {
        var text = await _server.Http.GetStringAsync("/metrics");

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
        Assert.Equal(0, await _server.StopAsync());
        await _server.DisposeAsync();
        _server = await StartAsync();
        var after = await UntilAsync("hour", history => history.GetArrayLength() > 0);

        Assert.True(Busy(after) >= Busy(before) - 0.01, $"{Busy(after)} after {Busy(before)}");
    }

    [Fact]
    public async Task WhatIf_RecordedDemand_IsPlayed()
    {
        await UntilAsync("minute", history => Busy(history) > 0);
        using var answer = await _server.PostAsync("/v1/capacity/what-if", """{"devices":3,"demand":20}""");
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
        using var answer = await _server.PostAsync("/v1/capacity/what-if", question);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(names, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_InABrowser_ShowsTheDeviceAndPlaysAQuestion()
    {
        await UntilAsync("minute", history => Busy(history) > 0);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
        });
        var page = await browser.NewPageAsync();
        var faults = new List<string>();
        page.PageError += (_, error) => faults.Add(error);
        await page.GotoAsync(new Uri(_server.Http.BaseAddress!, "/capacity").ToString());
        await page.WaitForFunctionAsync("() => document.querySelectorAll('#devices tr').length === 1");
        Assert.Contains("cpu0", await page.TextContentAsync("#devices"), StringComparison.Ordinal);
        Assert.True(await page.EvaluateAsync<int>("document.querySelectorAll('#use rect.busy').length") > 0);
        await page.FillAsync("input[name=devices]", "2");
        await page.ClickAsync("#what-if button");
        await page.WaitForFunctionAsync("() => !document.getElementById('answer').hidden");
        Assert.Contains("devices", await page.TextContentAsync("#answer"), StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("FRAMEMILL_PICTURES") is { } into)
            await page.ScreenshotAsync(new() { Path = Path.Combine(into, "capacity.png"), FullPage = true });
        Assert.Empty(faults);
    }

    private Task<ServerProcess> StartAsync()
    {
        // Its children inherit it.
        Environment.SetEnvironmentVariable("Capacity__SampleEvery", "00:00:00.200");
        return ServerProcess.StartAsync(_folder.File("data"));
    }

    private async Task<JsonElement> UntilAsync(string step, Func<JsonElement, bool> holds)
    {
        var limit = DateTime.UtcNow.AddSeconds(60);
        while (true)
        {
            var answer = await _server.Http.GetStringAsync($"/v1/capacity?step={step}");
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
