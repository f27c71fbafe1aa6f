using System.Diagnostics;

namespace Framemill.Benchmarks.Versus;

/// <summary>Programs that are run once and measured.</summary>
internal static class Tool
{
    public static Task<Result> MeasureAsync(
        string name, string program, IEnumerable<string> arguments, Func<Task<int>> countFrames) =>
        MeasureAsync(name, new ProcessStartInfo(program, arguments), countFrames);

    public static async Task<Result> MeasureAsync(string name, ProcessStartInfo start, Func<Task<int>> countFrames)
    {
        var before = Usage.ProcessorSeconds(Environment.ProcessId, endedChildrenOnly: true);
        var clock = Stopwatch.StartNew();
        double peak;
        using (var process = Process.Start(start)!)
        {
            await using var memory = new MemoryWatch(process.Id);
            await process.WaitForExitAsync();
            peak = memory.PeakMiB;
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{name}: {start.FileName} ended with {process.ExitCode}.");
        }

        var wall = clock.Elapsed.TotalSeconds;
        var used = Usage.ProcessorSeconds(Environment.ProcessId, endedChildrenOnly: true) - before;
        return new(name, wall, used, peak, await countFrames());
    }

    /// <summary>Runs a program to its end and gives what it wrote.</summary>
    public static async Task<string> OutputAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    /// <summary>Runs a program to its end and gives the bytes that it wrote.</summary>
    public static async Task<byte[]> BytesAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var bytes = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(bytes);
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? bytes.ToArray()
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    /// <summary>Pictures that a film really holds, by decoding it.</summary>
    public static async Task<int> CountFramesAsync(string film) => int.Parse(
        await OutputAsync(
            "ffprobe", "-v", "error", "-select_streams", "v:0", "-count_frames", "-show_entries",
            "stream=nb_read_frames", "-of", "csv=p=0", film),
        System.Globalization.CultureInfo.InvariantCulture);
}
