using Framemill.Reports;

namespace Framemill.Renders;

/// <summary>
/// The newest failed write of this silo's renders: a render that cannot write cannot remember why it waits either.
/// Thread-safe.
/// </summary>
public sealed class StoreTrouble
{
    private static readonly TimeSpan TrueFor = TimeSpan.FromSeconds(15);
    private volatile Entry? _newest;

    public void Note(Exception error, DateTimeOffset now) => _newest = new Entry(
        NoRoom.Is(error)
            ? $"{NoRoom.Words} It goes on by itself when there is room."
            : "The server cannot store what is done. It tries again.",
        now + TrueFor);

    /// <summary>For the user; null when nothing failed lately. What still fails is noted again and again.</summary>
    public string? At(DateTimeOffset now) => _newest is { } newest && newest.Until > now ? newest.Words : null;

    private sealed record Entry(string Words, DateTimeOffset Until);
}
