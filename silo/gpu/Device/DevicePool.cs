using Framemill.Gpu.Native;
using Framemill.Pixels;

namespace Framemill.Gpu;

/// <summary>
/// A card's memory in rows, reused: allocating on a card waits for all of its work. What is returned may still be read
/// by work that was asked for before; whoever gets it next waits for that on the card, not here.
/// </summary>
public sealed class DevicePool : IDisposable
{
    /// <summary>Kept for reuse unless said otherwise.</summary>
    public const long IdleBytesMaxDefault = 2L << 30;

    private const int WidthStep = 512;

    private readonly GpuDevice _device;
    private readonly Lock _gate = new();
    private readonly Dictionary<(int Width, int Rows), Stack<Block>> _idle = [];
    private bool _disposed;

    internal DevicePool(GpuDevice device) => _device = device;

    /// <summary>Returned memory that is kept; what would exceed it frees all that is idle first.</summary>
    public long IdleBytesMax { get; set; } = IdleBytesMaxDefault;

    /// <summary>Bytes handed out and not yet returned.</summary>
    public long RentedBytes { get; private set; }

    /// <summary>Bytes kept for reuse.</summary>
    public long IdleBytes { get; private set; }

    /// <summary>Rents that needed new memory of the card.</summary>
    public long Allocations { get; private set; }

    /// <summary>A frame whose content is undefined until it is written.</summary>
    /// <param name="stream">Where it is used; disposed, it goes back behind what this stream was asked for.</param>
    public DeviceFrame Rent(GpuStream stream, int width, int height, AlphaForm alpha)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, PlanarImage.SideMax);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, PlanarImage.SideMax);
        return new(this, stream, width, height, alpha);
    }

    /// <summary>Gives the idle memory back to the card.</summary>
    public void Trim()
    {
        lock (_gate)
        {
            FreeIdle();
        }
    }

    public void Dispose()
    {
        lock (_gate) _disposed = true;
        Trim();
    }

    /// <summary>A plane of undefined bytes; its rows begin at multiples of 256 at least.</summary>
    internal DeviceScratch RentPlane(GpuStream stream, int width, int height) => new(this, stream, width, height);

    internal Block Take(GpuStream stream, int widthBytes, int rows)
    {
        var width = (widthBytes + WidthStep - 1) & -WidthStep;
        Block? block;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_idle.TryGetValue((width, rows), out var shelf) && shelf.TryPop(out block)) IdleBytes -= block.Bytes;
            else block = null;
        }

        if (block is null) block = Allocate(width, rows);
        else stream.Wait(block.LastUse);

        lock (_gate) RentedBytes += block.Bytes;
        return block;
    }

    internal void Return(Block block, GpuStream stream)
    {
        stream.Record(block.LastUse);
        lock (_gate)
        {
            RentedBytes -= block.Bytes;
            if (_disposed)
            {
                block.Dispose();
                return;
            }

            if (IdleBytes + block.Bytes > IdleBytesMax) FreeIdle();
            if (!_idle.TryGetValue(block.Shape, out var shelf)) _idle[block.Shape] = shelf = new();
            shelf.Push(block);
            IdleBytes += block.Bytes;
        }
    }

    // What lies idle in other shapes is given up before the card is said to be full.
    private Block Allocate(int width, int rows)
    {
        lock (_gate) Allocations++;
        try
        {
            return new(_device, width, rows);
        }
        catch (CudaException fault) when (fault.Result == CudaResult.OutOfMemory)
        {
            Trim();
            return new(_device, width, rows);
        }
    }

    private void FreeIdle()
    {
        foreach (var block in _idle.Values.SelectMany(blocks => blocks)) block.Dispose();
        _idle.Clear();
        IdleBytes = 0;
    }

    internal sealed class Block(GpuDevice device, int width, int rows) : IDisposable
    {
        private readonly PitchedMemory _memory = new(device.Context, width, rows);

        public GpuEvent LastUse { get; } = device.CreateEvent();

        public (int Width, int Rows) Shape => (width, rows);

        public ulong Address => (ulong)_memory.Value;

        public int Stride => _memory.Stride;

        public long Bytes => (long)_memory.Stride * rows;

        public void Dispose()
        {
            LastUse.Dispose();
            _memory.Dispose();
        }
    }
}
