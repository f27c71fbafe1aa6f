using System.Diagnostics;
using System.IO.Pipes;
using System.Text;

namespace Framemill.Media.Processes;

/// <summary>
/// A running child process with its limits. It never outlives us: the kernel ends it when we die, and disposing
/// ends it and its whole process group. Its error stream is always drained.
/// </summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int PipeBytes = 1 << 20;
    private readonly Process _process;
    private readonly ProcessRequest _request;
    private readonly ProcessClock _clock;
    private readonly ErrorTail _errors;
    private readonly CancellationTokenRegistration _cancellation;
    private readonly ITimer _watch;
    private readonly Lock _stopping = new();
    private StopReason? _stopReason;
    private bool _hasExited;

    private ChildProcess(
        Process process, ProcessRequest request, ProcessLimits limits, TimeProvider time,
        CancellationToken cancellation)
    {
        _process = process;
        _request = request;
        _clock = new ProcessClock(request, limits, time);
        _errors = new ErrorTail(limits.ErrorTailChars);
        Input = Watched(process.StandardInput.BaseStream, null);
        Output = Watched(process.StandardOutput.BaseStream, limits.OutputBytes);
        if (!request.FeedsInput) Input.Dispose();
        _cancellation = cancellation.Register(() => Stop(StopReason.Cancelled));
        _watch = time.CreateTimer(_ => Watch(), null, _clock.Period(), _clock.Period());
        Completion = CompleteAsync(); // Last: a child that has ended already has all of the above taken down at once.
    }

    public int Id => _process.Id;

    /// <summary>What the child reads. Closing it tells the child that nothing more comes.</summary>
    public Stream Input { get; }

    /// <summary>
    /// What the child writes. Ends when the child ends, for whatever reason: see <see cref="Completion"/>.
    /// </summary>
    public Stream Output { get; }

    /// <summary>Never fails: however the child ended is a value.</summary>
    public Task<ProcessResult> Completion { get; }

    /// <exception cref="ToolMissingException">
    /// The tool, or the tools that limit it, are not on this machine.
    /// </exception>
    public static async Task<ChildProcess> StartAsync(
        ProcessRequest request, ProcessLimits limits, TimeProvider time, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (ToolPath.Find(request.Tool) is not { } tool) throw new ToolMissingException(request.Tool);
        try
        {
            var process = await ProcessSpawner.StartAsync(LimitedCommand.Build(tool, request, limits));
            return new ChildProcess(process, request, limits, time, cancellationToken);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new ToolMissingException(request.Tool, error);
        }
    }

    /// <summary>Ends the child and its group at once. The first reason stands.</summary>
    public void Stop(StopReason reason)
    {
        lock (_stopping)
        {
            if (_hasExited) return;
            _stopReason ??= reason;
            Libc.KillGroup(_process.Id);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Stop(StopReason.Cancelled);
        await Completion;
        Input.Dispose();
        Output.Dispose();
        _process.Dispose();
    }

    private WatchedStream Watched(Stream pipe, long? bytesMax)
    {
        if (pipe is PipeStream { SafePipeHandle: var handle }) Libc.WidenPipe(handle, PipeBytes);
        return new WatchedStream(pipe, _clock, bytesMax, () => Stop(StopReason.OutputTooLarge));
    }

    private void Watch()
    {
        if (_clock.Verdict() is { } reason) Stop(reason);
    }

    private async Task<ProcessResult> CompleteAsync()
    {
        await Task.WhenAll(
            DrainErrorsAsync(),
            _request.ReadsOutput ? Task.CompletedTask : DrainOutputAsync(),
            _process.WaitForExitAsync(CancellationToken.None));
        lock (_stopping)
        {
            _hasExited = true; // From here its number may belong to somebody else.
        }

        await _watch.DisposeAsync();
        await _cancellation.DisposeAsync();
        return new ProcessResult(Reason(), _process.ExitCode, _clock.Elapsed, _errors.ToString());
    }

    // 128 + SIGXCPU and 128 + SIGXFSZ.
    private StopReason Reason() => _stopReason ?? _process.ExitCode switch
    {
        152 => StopReason.CpuTimeSpent,
        153 => StopReason.OutputTooLarge,
        127 => StopReason.NotStarted,
        _ => StopReason.Exited,
    };

    private async Task DrainOutputAsync()
    {
        var scrap = new byte[4096];
        try
        {
            while (await Output.ReadAsync(scrap) > 0)
            {
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
        }
    }

    private async Task DrainErrorsAsync()
    {
        var lines = new LineSplitter();
        var buffer = new byte[16 * 1024];
        var text = new char[Encoding.UTF8.GetMaxCharCount(buffer.Length)];
        var decoder = Encoding.UTF8.GetDecoder();
        var pipe = _process.StandardError.BaseStream;
        try
        {
            for (int read; (read = await pipe.ReadAsync(buffer)) > 0;)
            {
                _clock.Moved();
                foreach (var line in lines.Add(text.AsSpan(0, decoder.GetChars(buffer, 0, read, text, 0)))) Take(line);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
        }

        if (lines.Rest is { Length: > 0 } rest) Take(rest);
    }

    private void Take(string line)
    {
        if (_request.OnErrorLine?.Invoke(line) != true) _errors.Add(line);
    }
}
