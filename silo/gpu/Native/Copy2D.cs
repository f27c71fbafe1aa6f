using System.Runtime.InteropServices;

namespace Framemill.Gpu.Native;

/// <summary>A copy of rows between host and card, laid out as the driver reads it (CUDA_MEMCPY2D).</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly struct Copy2D
{
    private const uint Host = 1;
    private const uint Device = 2;

    private readonly nuint _sourceX;
    private readonly nuint _sourceY;
    private readonly uint _sourceType;
    private readonly nint _sourceHost;
    private readonly ulong _sourceDevice;
    private readonly nint _sourceArray;
    private readonly nuint _sourcePitch;
    private readonly nuint _targetX;
    private readonly nuint _targetY;
    private readonly uint _targetType;
    private readonly nint _targetHost;
    private readonly ulong _targetDevice;
    private readonly nint _targetArray;
    private readonly nuint _targetPitch;
    private readonly nuint _widthBytes;
    private readonly nuint _height;

    private Copy2D(Side source, Side target, int widthBytes, int height)
    {
        (_sourceType, _sourceHost, _sourceDevice, _sourcePitch) =
            (source.Type, source.Address, source.DeviceAddress, source.Pitch);
        (_targetType, _targetHost, _targetDevice, _targetPitch) =
            (target.Type, target.Address, target.DeviceAddress, target.Pitch);
        _widthBytes = (nuint)widthBytes;
        _height = (nuint)height;
    }

    public bool FromHost => _sourceType == Host;

    public bool ToHost => _targetType == Host;

    /// <summary>Address of the first byte read, on whichever side it lies.</summary>
    public nint Source => FromHost ? _sourceHost : (nint)_sourceDevice;

    public nint Target => ToHost ? _targetHost : (nint)_targetDevice;

    public int SourcePitch => (int)_sourcePitch;

    public int TargetPitch => (int)_targetPitch;

    public int WidthBytes => (int)_widthBytes;

    public int Height => (int)_height;

    public static Copy2D Upload(nint host, int hostPitch, DevicePlane target) => new(
        new(Host, host, 0, (nuint)hostPitch),
        new(Device, 0, target.Address, (nuint)target.Stride),
        target.Width,
        target.Height);

    public static Copy2D Download(DevicePlane source, nint host, int hostPitch) => new(
        new(Device, 0, source.Address, (nuint)source.Stride),
        new(Host, host, 0, (nuint)hostPitch),
        source.Width,
        source.Height);

    public static Copy2D Within(DevicePlane source, DevicePlane target) => new(
        new(Device, 0, source.Address, (nuint)source.Stride),
        new(Device, 0, target.Address, (nuint)target.Stride),
        target.Width,
        target.Height);

    private readonly record struct Side(uint Type, nint Address, ulong DeviceAddress, nuint Pitch);
}
