using System.Runtime.InteropServices;

namespace Framemill.Pixels;

/// <summary>
/// Native memory for pixels, reused. Blocks are 64-byte aligned; sizes are rounded up to an eighth of a power of two,
/// so that films of slightly different sizes share blocks. All counters are exact.
/// </summary>
/// <param name="idleBytesMax">Returned memory kept for reuse; beyond it the size unused for longest is freed.</param>
public sealed unsafe class PixelPool(long idleBytesMax = PixelPool.IdleBytesMaxDefault) : IDisposable
{
    public const long IdleBytesMaxDefault = 512L << 20;

    internal const int Alignment = 64;

    private const long BlockBytesMin = 4096;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, Shelf> _shelves = [];
    private long _clock;
    private bool _disposed;

    /// <summary>A pool for whoever needs no limit of its own.</summary>
    public static PixelPool Shared { get; } = new();

    /// <summary>Bytes handed out and not yet returned.</summary>
    public long RentedBytes { get; private set; }

    /// <summary>The most <see cref="RentedBytes"/> has been.</summary>
    public long RentedBytesPeak { get; private set; }

    /// <summary>Bytes kept for reuse.</summary>
    public long IdleBytes { get; private set; }

    public long Rents { get; private set; }

    public long Returns { get; private set; }

    /// <summary>Rents that needed new memory from the system.</summary>
    public long Allocations { get; private set; }

    /// <summary>Images that nobody disposed; the collector brought them back. Anything but zero is a bug.</summary>
    public long Lost { get; internal set; }

    internal Block Rent(long bytes)
    {
        var capacity = Capacity(bytes);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Rents++;
            RentedBytes += capacity;
            RentedBytesPeak = Math.Max(RentedBytesPeak, RentedBytes);
            if (_shelves.TryGetValue(capacity, out var shelf))
            {
                shelf.LastUse = ++_clock;
                if (shelf.Blocks.TryPop(out var data))
                {
                    IdleBytes -= capacity;
                    return new((byte*)data, capacity);
                }
            }

            Allocations++;
        }

        return new((byte*)NativeMemory.AlignedAlloc((nuint)capacity, Alignment), capacity);
    }

    internal void Return(Block block)
    {
        lock (_gate)
        {
            Returns++;
            RentedBytes -= block.Capacity;
            if (_disposed)
            {
                NativeMemory.AlignedFree(block.Data);
                return;
            }

            if (!_shelves.TryGetValue(block.Capacity, out var shelf)) _shelves[block.Capacity] = shelf = new();
            shelf.LastUse = ++_clock;
            shelf.Blocks.Push((nint)block.Data);
            IdleBytes += block.Capacity;
            while (IdleBytes > idleBytesMax) FreeOldest();
        }
    }

    /// <summary>Gives the idle memory back to the system. Rented memory stays valid.</summary>
    public void Trim()
    {
        lock (_gate)
        {
            while (IdleBytes > 0) FreeOldest();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            while (IdleBytes > 0) FreeOldest();
        }
    }

    internal static long Capacity(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        if (bytes <= BlockBytesMin) return BlockBytesMin;
        var step = 1L << (60 - (int)long.LeadingZeroCount(bytes)); // An eighth of the power of two below.
        return (bytes + step - 1) & -step;
    }

    private void FreeOldest()
    {
        var oldest = 0L;
        var use = long.MaxValue;
        foreach (var (capacity, shelf) in _shelves)
        {
            if (shelf.Blocks.Count == 0 || shelf.LastUse >= use) continue;
            oldest = capacity;
            use = shelf.LastUse;
        }

        NativeMemory.AlignedFree((void*)_shelves[oldest].Blocks.Pop());
        IdleBytes -= oldest;
    }

    private sealed class Shelf
    {
        public Stack<nint> Blocks { get; } = new();

        public long LastUse { get; set; }
    }

    internal readonly struct Block(byte* data, long capacity)
    {
        public byte* Data => data;

        public long Capacity => capacity;
    }
}
