using System.Buffers;

namespace Framemill.Media.Processes;

/// <summary>Runs child processes to their end.</summary>
public sealed class ProcessRunner(TimeProvider time)
{
    public TimeProvider Time => time;

    public Task<ChildProcess> StartAsync(
        ProcessRequest request, ProcessLimits limits, CancellationToken cancellationToken) =>
        ChildProcess.StartAsync(request, limits, time, cancellationToken);

    /// <summary>Runs it and throws its output away.</summary>
    public async Task<ProcessResult> RunAsync(
        ProcessRequest request, ProcessLimits limits, CancellationToken cancellationToken)
    {
        var whole = request with { FeedsInput = false, ReadsOutput = false };
        await using var child = await StartAsync(whole, limits, cancellationToken);
        var result = await child.Completion;
        cancellationToken.ThrowIfCancellationRequested();
        return result;
    }

    /// <summary>Runs it and keeps its output, up to <see cref="ProcessLimits.OutputBytes"/>.</summary>
    public async Task<CapturedOutput> CaptureAsync(
        ProcessRequest request, ProcessLimits limits, CancellationToken cancellationToken)
    {
        var whole = request with { FeedsInput = false, ReadsOutput = true };
        await using var child = await StartAsync(whole, limits, cancellationToken);
        var output = new ArrayBufferWriter<byte>(4096);
        for (int read; (read = await child.Output.ReadAsync(output.GetMemory(4096), CancellationToken.None)) > 0;)
        {
            output.Advance(read);
        }

        var result = await child.Completion;
        cancellationToken.ThrowIfCancellationRequested();
        return new CapturedOutput(result, output.WrittenMemory);
    }
}
