namespace Framemill.Media.Processes;

/// <summary>
/// Tells a child that hangs from one that waits for us: the stall clock runs only while we wait for the child, and
/// every byte that moves sets it back.
/// </summary>
internal sealed class ProcessClock(ProcessRequest request, ProcessLimits limits, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();
    private long _progress = time.GetTimestamp();
    private int _reads;
    private int _writes;
    private volatile bool _inputIsClosed = !request.FeedsInput;

    public TimeSpan Elapsed => time.GetElapsedTime(_started);

    public void BeginRead()
    {
        if (Interlocked.Increment(ref _reads) == 1) Moved();
    }

    public void EndRead(int bytes)
    {
        Interlocked.Decrement(ref _reads);
        if (bytes > 0) Moved();
    }

    public void BeginWrite()
    {
        if (Interlocked.Increment(ref _writes) == 1) Moved();
    }

    public void EndWrite()
    {
        Interlocked.Decrement(ref _writes);
        Moved();
    }

    public void CloseInput()
    {
        _inputIsClosed = true;
        Moved();
    }

    public void Moved() => Volatile.Write(ref _progress, time.GetTimestamp());

    /// <summary>The limit that is passed by now, or null.</summary>
    public StopReason? Verdict()
    {
        if (limits.WallTime is { } wall && Elapsed > wall) return StopReason.TimedOut;
        var stalled = limits.StallTime is { } stall
            && WeWait()
            && time.GetElapsedTime(Volatile.Read(ref _progress)) > stall;
        return stalled ? StopReason.Stalled : null;
    }

    /// <summary>How often to ask for the verdict: often enough that a limit is kept within an eighth.</summary>
    public TimeSpan Period()
    {
        var shortest = new[] { limits.WallTime, limits.StallTime }.Min() ?? TimeSpan.FromSeconds(4);
        return TimeSpan.FromMilliseconds(Math.Clamp(shortest.TotalMilliseconds / 8, 20, 500));
    }

    private bool WeWait()
    {
        if (!_inputIsClosed) return Volatile.Read(ref _writes) > 0;
        return !request.ReadsOutput || Volatile.Read(ref _reads) > 0;
    }
}
