namespace Framemill.Renders;

/// <summary>
/// Runs a piece of work beside a grain's turns, and not again while it runs. For use on one grain's scheduler only.
/// </summary>
internal sealed class OneAtATime
{
    private long _runs;

    public bool IsRunning { get; private set; }

    /// <summary>Does nothing while an earlier start runs.</summary>
    public void Start(Func<Task> work, Action<Exception> failed)
    {
        if (IsRunning) return;
        IsRunning = true;
        _ = RunAsync(work, failed, ++_runs);
    }

    /// <summary>Lets the next start happen although this one has a last thing to say.</summary>
    public void Ended() => IsRunning = false;

    private async Task RunAsync(Func<Task> work, Action<Exception> failed, long run)
    {
        try
        {
            await work();
        }
        catch (Exception error)
        {
            failed(error);
        }
        finally
        {
            if (run == _runs) IsRunning = false;
        }
    }
}
