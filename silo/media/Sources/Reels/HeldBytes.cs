namespace Framemill.Media.Sources.Reels;

/// <summary>Bytes that all decoders together hold for readers behind. Safe to use from many threads.</summary>
internal sealed class HeldBytes(long most)
{
    private long _held;

    public long Held => Interlocked.Read(ref _held);

    public bool Fits(long more) => Held + more <= most;

    public void Add(long bytes) => Interlocked.Add(ref _held, bytes);
}
