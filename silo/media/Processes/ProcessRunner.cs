using System.Buffers;
using System.Runtime.ExceptionServices;

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
        var output = await ReadAsync(child.Output);
        var result = await child.Completion;
        cancellationToken.ThrowIfCancellationRequested();
        return new CapturedOutput(result, output);
    }

    /// <summary>
    /// Runs it on what <paramref name="write"/> writes and keeps its output if the request reads it. When the child
    /// ends early the result says why; a failure of <paramref name="write"/> itself is thrown.
    /// </summary>
    public async Task<CapturedOutput> FeedAsync(
        ProcessRequest request,
        ProcessLimits limits,
        Func<Stream, CancellationToken, Task> write,
        CancellationToken cancellationToken)
    {
        await using var child = await StartAsync(request with { FeedsInput = true }, limits, cancellationToken);
        var reading = request.ReadsOutput ? ReadAsync(child.Output) : Task.FromResult(ReadOnlyMemory<byte>.Empty);
        Exception? broken = null;
        try
        {
            await write(child.Input, cancellationToken);
            await child.Input.DisposeAsync();
        }
        catch (IOException error)
        {
            broken = error;
            await child.Input.DisposeAsync();
        }
        catch
        {
            child.Stop(StopReason.Cancelled);
            await reading;
            throw;
        }

        var output = await reading;
        var result = await child.Completion;
        cancellationToken.ThrowIfCancellationRequested();
        if (broken is not null && result.Succeeded) ExceptionDispatchInfo.Throw(broken);
        return new CapturedOutput(result, output);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream)
    {
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        for (int read; (read = await stream.ReadAsync(output.GetMemory(4096), CancellationToken.None)) > 0;)
        {
            output.Advance(read);
        }

        return output.WrittenMemory;
    }
}
