namespace Framemill.Storage.Objects;

/// <summary>How many bytes the store holds, with what is being written already counted. Thread-safe.</summary>
internal sealed class StoreBytes(long bytesMax)
{
    private long _used;

    public long Used => Interlocked.Read(ref _used);

    public bool TryTake(long bytes)
    {
        var seen = Used;
        while (bytes <= bytesMax - seen)
        {
            var before = Interlocked.CompareExchange(ref _used, seen + bytes, seen);
            if (before == seen) return true;
            seen = before;
        }

        return false;
    }

    public void Take(long bytes) => Interlocked.Add(ref _used, bytes);

    public void Return(long bytes) => Interlocked.Add(ref _used, -bytes);
}
