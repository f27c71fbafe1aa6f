using Framemill.Gpu.Native;

namespace Framemill.Gpu;

/// <summary>A mark in a stream that others wait for, or measure from.</summary>
public sealed class GpuEvent : IDisposable
{
    private readonly ContextHandle _context;
    private readonly EventHandle _handle;

    internal GpuEvent(ContextHandle context, bool keepsTime)
    {
        _context = context;
        _handle = new(context, keepsTime);
    }

    internal nint Value => _handle.Value;

    /// <summary>Blocks until all that came before the mark is done.</summary>
    public void Synchronize()
    {
        using var scope = _context.Enter();
        CudaException.Check(_context.Driver.EventSynchronize(Value));
    }

    /// <summary>Milliseconds of the card from the mark to a later one, both passed and both keeping time.</summary>
    public double MillisecondsTo(GpuEvent later)
    {
        ArgumentNullException.ThrowIfNull(later);
        using var scope = _context.Enter();
        CudaException.Check(_context.Driver.EventElapsedTime(out var milliseconds, Value, later.Value));
        return milliseconds;
    }

    public void Dispose() => _handle.Dispose();
}
