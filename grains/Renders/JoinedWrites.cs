namespace Framemill.Renders;

/// <summary>
/// Writes one after the other; who asks while one is under way shares the next with all who do. For use on one grain's
/// scheduler only.
/// </summary>
internal sealed class JoinedWrites(Func<Task> write)
{
    private Task _running = Task.CompletedTask;
    private Task? _next;

    /// <summary>The newest write that was begun.</summary>
    public Task Last => _running;

    /// <summary>A write is asked for and has not begun.</summary>
    public bool IsDue => _next is not null;

    /// <summary>A write that begins after this call; it fails for all who share it.</summary>
    public Task WriteAsync() => _next ??= WriteAfterAsync(_running);

    private async Task WriteAfterAsync(Task before)
    {
        // Also leaves the caller, who has yet to note that this is the next write.
        await before.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing
            | ConfigureAwaitOptions.ContinueOnCapturedContext
            | ConfigureAwaitOptions.ForceYielding);
        (_running, _next) = (_next!, null);
        await write();
    }
}
