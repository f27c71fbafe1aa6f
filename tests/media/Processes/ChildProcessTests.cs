using System.Diagnostics;
using System.Text;
using Framemill.Media.Processes;
using Framemill.Testing;
using Xunit;

namespace Framemill.Tests.Media.Processes;

public class ChildProcessTests
{
    private static readonly ProcessRunner Runner = new(TimeProvider.System);
    private static readonly ProcessLimits Limits = new() { WallTime = TimeSpan.FromSeconds(30) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CaptureAsync_SaysSomething_KeepsOutputErrorsAndCode()
    {
        var output = await Runner.CaptureAsync(Shell("echo out; echo err >&2; exit 3"), Limits, Cancellation);

        Assert.Equal("out\n", Encoding.UTF8.GetString(output.Bytes.Span));
        Assert.Equal((StopReason.Exited, 3, "err"), (output.Result.Reason, output.Result.ExitCode,
            output.Result.ErrorTail));
        Assert.False(output.Result.Succeeded);
    }

    [Fact]
    public async Task CaptureAsync_ArgumentsWithSpacesAndQuotes_ArriveAsTheyAre()
    {
        string[] strange = ["a b", "'", "\"$HOME\"", "*", "--", ""];
        var request = new ProcessRequest { Tool = "printf", Arguments = ["%s|", .. strange] };

        var output = await Runner.CaptureAsync(request, Limits, Cancellation);

        Assert.Equal(string.Concat(strange.Select(word => word + "|")), Encoding.UTF8.GetString(output.Bytes.Span));
    }

    [Fact]
    public async Task RunAsync_FloodOnErrorStream_IsDrainedAndOnlyItsEndIsKept()
    {
        var result = await Runner.RunAsync(
            Shell("seq 1 200000 >&2; echo last >&2"), Limits with { ErrorTailChars = 1000 }, Cancellation);

        Assert.True(result.Succeeded, result.Summary());
        Assert.EndsWith("200000\nlast", result.ErrorTail);
        Assert.InRange(result.ErrorTail.Length, 500, 1000);
    }

    [Fact]
    public async Task RunAsync_RunsTooLong_IsEndedWithAllItsChildren()
    {
        var mark = $"{30_000 + Random.Shared.Next(10_000)}.5";
        var result = await Runner.RunAsync(
            Shell($"sleep {mark} & sleep {mark} & wait"), Limits with { WallTime = TimeSpan.FromMilliseconds(400) },
            Cancellation);

        Assert.Equal(StopReason.TimedOut, result.Reason);
        Assert.InRange(result.Elapsed, TimeSpan.FromSeconds(0.4), TimeSpan.FromSeconds(10));
        await AssertGoneAsync(mark);
    }

    [Fact]
    public async Task CaptureAsync_StandsStill_IsStalled()
    {
        var output = await Runner.CaptureAsync(
            Shell("echo begun; sleep 600"), Limits with { StallTime = TimeSpan.FromMilliseconds(300) }, Cancellation);

        Assert.Equal(StopReason.Stalled, output.Result.Reason);
        Assert.Equal("begun\n", Encoding.UTF8.GetString(output.Bytes.Span));
    }

    [Fact]
    public async Task Output_ReaderTakesItsTime_IsNoStall()
    {
        var request = Shell("head -c 4000000 /dev/zero") with { ReadsOutput = true };
        await using var child = await Runner.StartAsync(
            request, Limits with { StallTime = TimeSpan.FromMilliseconds(200) }, Cancellation);
        var buffer = new byte[64 * 1024];

        Assert.True(await child.Output.ReadAsync(buffer, Cancellation) > 0);
        await Task.Delay(1000, Cancellation); // The child waits for us all this time: that is what is tested.
        long read = 0;
        for (int got; (got = await child.Output.ReadAsync(buffer, Cancellation)) > 0;) read += got;

        Assert.True((await child.Completion).Succeeded, (await child.Completion).Summary());
        Assert.True(read > 3_000_000);
    }

    [Fact]
    public async Task CaptureAsync_EndlessOutput_IsTooLarge()
    {
        var output = await Runner.CaptureAsync(Shell("yes"), Limits with { OutputBytes = 1 << 20 }, Cancellation);

        Assert.Equal(StopReason.OutputTooLarge, output.Result.Reason);
        Assert.InRange(output.Bytes.Length, 1 << 20, 4 << 20);
    }

    [Fact]
    public async Task RunAsync_WritesTooLargeAFile_IsTooLarge()
    {
        using var folder = new TempFolder();
        var result = await Runner.RunAsync(
            new ProcessRequest { Tool = "dd", Arguments = ["if=/dev/zero",
                $"of={folder["big"]}", "bs=65536", "count=100"] },
            Limits with { FileBytes = 1 << 20 }, Cancellation);

        Assert.Equal(StopReason.OutputTooLarge, result.Reason);
        Assert.Equal(1 << 20, new FileInfo(folder["big"]).Length);
    }

    [Fact]
    public async Task RunAsync_BurnsProcessorTime_IsEnded()
    {
        var result = await Runner.RunAsync(Shell("while :; do :; done"), Limits with { CpuSeconds = 1 }, Cancellation);

        Assert.Equal(StopReason.CpuTimeSpent, result.Reason);
    }

    [Fact]
    public async Task RunAsync_WantsTooMuchMemory_Fails()
    {
        var result = await Runner.RunAsync(
            new ProcessRequest { Tool = "dd", Arguments = ["if=/dev/zero", "of=/dev/null", "bs=1G", "count=1"] },
            Limits with { AddressSpaceBytes = 256 << 20 }, Cancellation);

        Assert.Equal((StopReason.Exited, false), (result.Reason, result.Succeeded));
        Assert.Contains("memory", result.ErrorTail);
    }

    [Fact]
    public async Task RunAsync_Cancelled_ThrowsAndLeavesNothing()
    {
        using var cancellation = new CancellationTokenSource();
        var mark = $"{40_000 + Random.Shared.Next(10_000)}.5";
        var running = Runner.RunAsync(Shell($"sleep {mark}; true"), Limits, cancellation.Token);
        await UntilRunsAsync(mark);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        await AssertGoneAsync(mark);
    }

    [Fact]
    public async Task StartAsync_ToolIsMissing_SaysWhich()
    {
        var request = new ProcessRequest { Tool = "no-such-tool-here", Arguments = [] };

        var error = await Assert.ThrowsAsync<ToolMissingException>(() => Runner.RunAsync(request, Limits,
            Cancellation));

        Assert.Equal("no-such-tool-here", error.Tool);
    }

    [Fact]
    public async Task Input_IsFed_ArrivesWhole()
    {
        var request = new ProcessRequest { Tool = "wc", Arguments = ["-c"], FeedsInput = true, ReadsOutput = true };
        await using var child = await Runner.StartAsync(request, Limits, Cancellation);

        await child.Input.WriteAsync(new byte[3_000_000], Cancellation);
        child.Input.Dispose();
        using var reader = new StreamReader(child.Output);

        Assert.Equal("3000000", (await reader.ReadToEndAsync(Cancellation)).Trim());
        Assert.True((await child.Completion).Succeeded);
    }

    [Fact]
    public async Task Environment_OfAChild_IsBare()
    {
        var request = new ProcessRequest
        {
            Tool = "env", Arguments = [], Environment = new Dictionary<string, string> { ["GIVEN"] = "1" },
        };
        var output = await Runner.CaptureAsync(request, Limits, Cancellation);

        var names = Encoding.UTF8.GetString(output.Bytes.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=')[0]).Except(["PATH", "HOME", "TMPDIR", "LANG", "PWD", "SHLVL", "_"]);
        Assert.Equal(["GIVEN"], names);
    }

    [Fact]
    public async Task Arguments_OfTheWholeCommand_DieWithTheirParent()
    {
        var request = new ProcessRequest { Tool = "cat", Arguments = [], FeedsInput = true };
        await using var child = await Runner.StartAsync(request, Limits, Cancellation);
        await UntilAsync(() => CommandLine(child.Id) == "/usr/bin/cat" || CommandLine(child.Id) == "/bin/cat");

        // Its own group and session, and the limits that were asked for.
        var stat = (await File.ReadAllTextAsync($"/proc/{child.Id}/stat", Cancellation)).Split(") ")[1].Split(' ');
        Assert.Equal(($"{child.Id}", $"{child.Id}"), (stat[2], stat[3]));
        var limits = await File.ReadAllTextAsync($"/proc/{child.Id}/limits", Cancellation);
        Assert.Matches($@"Max address space\s+{Limits.AddressSpaceBytes}", limits);
        Assert.Matches(@"Max core file size\s+0", limits);
        var status = await File.ReadAllTextAsync($"/proc/{child.Id}/status", Cancellation);
        Assert.Contains("NoNewPrivs:\t1", status);
    }

    [Fact]
    public async Task Build_ParentIsKilled_TheToolDiesToo()
    {
        var mark = $"{50_000 + Random.Shared.Next(10_000)}.5";
        var info = LimitedCommand.Build(
            ToolPath.Find("sleep")!, new ProcessRequest { Tool = "sleep", Arguments = [mark] }, Limits);
        var words = string.Join(' ', info.ArgumentList.Prepend(info.FileName).Select(word => $"'{word}'"));
        using var parent = Process.Start("sh", ["-c", $"{words} & wait"]);
        await UntilAsync(() => Runs("/usr/bin/sleep", mark) || Runs("/bin/sleep", mark));

        parent.Kill();

        await UntilAsync(() => !Runs("/usr/bin/sleep", mark) && !Runs("/bin/sleep", mark));
    }

    private static ProcessRequest Shell(string script) => new() { Tool = "sh", Arguments = ["-c", script] };

    private static string CommandLine(int process) =>
        File.ReadAllText($"/proc/{process}/cmdline").Split('\0')[0];

    private static bool Runs(string mark) => Runs("sleep", mark);

    private static bool Runs(string tool, string mark) => Directory.GetDirectories("/proc").Any(folder =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).StartsWith($"{tool}\0{mark}",
                StringComparison.Ordinal);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    });

    private static Task UntilRunsAsync(string mark) => UntilAsync(() => Runs(mark));

    private static Task AssertGoneAsync(string mark) => UntilAsync(() => !Runs(mark));

    private static async Task UntilAsync(Func<bool> holds)
    {
        var patience = Stopwatch.StartNew();
        while (!holds())
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(20), "it did not happen in 20 seconds");
            await Task.Delay(20, Cancellation);
        }
    }
}
