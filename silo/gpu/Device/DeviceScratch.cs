namespace Framemill.Gpu;

/// <summary>A plane that is needed for a while.</summary>
internal sealed class DeviceScratch : IDisposable
{
    private readonly DevicePool _pool;
    private readonly GpuStream _stream;
    private DevicePool.Block? _block;

    public DeviceScratch(DevicePool pool, GpuStream stream, int width, int height)
    {
        _pool = pool;
        _stream = stream;
        _block = pool.Take(stream, width, height);
        Plane = new(_block.Address, _block.Stride, width, height);
    }

    public DevicePlane Plane { get; }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _block, null) is { } block) _pool.Return(block, _stream);
    }
}
