using System.Diagnostics;

namespace Framemill.Testing;

/// <summary>Runs a tool to make or judge test media. Fails loudly: a test without its media proves nothing.</summary>
public static class Tool
{
    public static async Task<string> RunAsync(
        string name, IEnumerable<string> arguments, Func<Stream, Task>? feed = null, string? folder = null)
    {
        var info = new ProcessStartInfo(name, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        using var process = Process.Start(info)!;
        var output = process.StandardOutput.ReadToEndAsync();
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

        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{name} ended with {process.ExitCode}: {await errors}");
    }
}
