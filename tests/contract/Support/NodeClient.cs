using System.Diagnostics;
using Framemill.Tests.EndToEnd;

namespace Framemill.Tests.Contract;

/// <summary>A script of ours that drives software which others wrote, in a node process of its own.</summary>
internal sealed class NodeClient : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private NodeClient(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Where the scripts lie, beside the packages that they use.</summary>
    public static string Folder => Path.Combine(Product.Root, "tests/contract/clients");

    public static NodeClient Start(string script, params string[] arguments)
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
            throw new DirectoryNotFoundException("The npm packages are not installed. Run ./framemill test contract.");
        var start = new ProcessStartInfo("node", [script, .. arguments])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new(Process.Start(start)!);
    }

    /// <summary>Sends a line and answers with the line that comes back.</summary>
    public async Task<string> AskAsync(string line, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
        return await _process.StandardOutput.ReadLineAsync(cancellationToken)
            ?? throw new InvalidOperationException($"node ended: {await _errors}");
    }

    /// <summary>All that it writes until it ends well.</summary>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        _process.StandardInput.Close();
        var output = await _process.StandardOutput.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        Assert.True(_process.ExitCode == 0, $"node ended with {_process.ExitCode}\n{output}\n{await _errors}");
        return output;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
