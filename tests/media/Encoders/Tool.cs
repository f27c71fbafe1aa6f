using System.Diagnostics;

namespace Framemill.Tests.Media.Encoders;

/// <summary>Foreign eyes: runs ffmpeg, ffprobe and the like and returns what they say.</summary>
internal static class Tool
{
    public static async Task<string> TextAsync(string tool, params IEnumerable<string> arguments) =>
        System.Text.Encoding.UTF8.GetString((await RunAsync(tool, arguments)).Output);

    public static async Task<byte[]> BytesAsync(string tool, params IEnumerable<string> arguments) =>
        (await RunAsync(tool, arguments)).Output;

    /// <summary>What the tool wrote to its error stream.</summary>
    public static async Task<string> ErrorsAsync(string tool, params IEnumerable<string> arguments) =>
        (await RunAsync(tool, arguments)).Errors;

    private static async Task<(byte[] Output, string Errors)> RunAsync(string tool, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(tool)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? (output.ToArray(), await errors)
            : throw new InvalidOperationException($"{tool} ended with {process.ExitCode}: {await errors}");
    }
}
