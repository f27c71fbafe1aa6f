using System.Diagnostics;

namespace Framemill.Testing;

/// <summary>
/// Foreign eyes and hands: ffmpeg, ffprobe and the like, to make or to judge test media. A tool that fails fails the
/// test, with what it said: a test without its media proves nothing.
/// </summary>
public static class Tool
{
    /// <summary>What the tool wrote to its output, as text.</summary>
    public static async Task<string> RunAsync(string name, params IEnumerable<string> arguments) =>
        System.Text.Encoding.UTF8.GetString(await BytesAsync(name, arguments));

    /// <summary>What the tool wrote to its output, as it is.</summary>
    public static async Task<byte[]> BytesAsync(string name, params IEnumerable<string> arguments) =>
        (await RunAsync(name, arguments, feed: null)).Output;

    /// <summary>What the tool wrote to its error stream.</summary>
    public static async Task<string> ErrorsAsync(string name, params IEnumerable<string> arguments) =>
        (await RunAsync(name, arguments, feed: null)).Errors;

    /// <summary>Runs the tool with what <paramref name="feed"/> writes as its input.</summary>
    public static async Task FeedAsync(string name, IEnumerable<string> arguments, Func<Stream, Task> feed) =>
        await RunAsync(name, arguments, feed);

    private static async Task<(byte[] Output, string Errors)> RunAsync(
        string name, IEnumerable<string> arguments, Func<Stream, Task>? feed)
    {
        using var process = Process.Start(new ProcessStartInfo(name, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            if (feed is not null) await feed(process.StandardInput.BaseStream);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended early: its exit code and errors say why.
        }

        await reading;
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? (output.ToArray(), await errors)
            : throw new InvalidOperationException(
                $"{name} {string.Join(' ', arguments)} ended with {process.ExitCode}: {await errors}");
    }
}
