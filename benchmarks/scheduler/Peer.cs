using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Framemill.Benchmarks.Scheduler;

/// <summary>A script that waits for its server, and plays a round of so many jobs for each number it reads.</summary>
internal sealed class Peer : IContender
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly Process _node;

    public Peer(string name, string script, string port, string folder)
    {
        Name = name;
        _node = Process.Start(new ProcessStartInfo("node", [script, port])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    public string Name { get; }

    public async Task<Round> RunAsync(int jobs)
    {
        await _node.StandardInput.WriteLineAsync(jobs.ToString(CultureInfo.InvariantCulture));
        await _node.StandardInput.FlushAsync();
        var line = await _node.StandardOutput.ReadLineAsync().WaitAsync(Limit)
            ?? throw new InvalidOperationException($"{Name} gave up.");
        return new Round(JsonDocument.Parse(line).RootElement.GetProperty("seconds").GetDouble());
    }

    public async ValueTask DisposeAsync()
    {
        if (!_node.HasExited) _node.Kill(entireProcessTree: true);
        await _node.WaitForExitAsync();
        _node.Dispose();
    }
}
