using Framemill.Gpu.Native;

namespace Framemill.Gpu;

/// <summary>What cards this machine has. Having none is a value with a reason: it is nothing to fail for.</summary>
public abstract record GpuSurvey
{
    private const int NameBytes = 256;
    private const int UuidBytes = 16;

    private GpuSurvey()
    {
    }

    /// <summary>Looks for cards through the driver that is on the machine. Never throws.</summary>
    public static GpuSurvey Run() =>
        CudaDrivers.WhyNotThere() is { } reason ? new None(reason) : Run(CudaDrivers.Default);

    /// <summary>The same through a given driver.</summary>
    public static GpuSurvey Run(ICudaDriver driver)
    {
        ArgumentNullException.ThrowIfNull(driver);
        try
        {
            CudaException.Check(driver.Init());
            CudaException.Check(driver.DriverGetVersion(out var version));
            CudaException.Check(driver.DeviceGetCount(out var count));
            if (count == 0) return new None("the NVIDIA driver sees no card");
            return new Found(
                $"{version / 1000}.{version % 1000 / 10}",
                [.. Enumerable.Range(0, count).Select(ordinal => Card(driver, ordinal))]);
        }
        catch (CudaException fault)
        {
            return new None($"the NVIDIA driver cannot be used: {fault.Message}");
        }
        catch (Exception fault) when (fault is DllNotFoundException or EntryPointNotFoundException)
        {
            return new None($"the NVIDIA driver is too old or not whole: {fault.Message}");
        }
    }

    private static GpuCard Card(ICudaDriver driver, int ordinal)
    {
        Span<byte> name = stackalloc byte[NameBytes];
        Span<byte> uuid = stackalloc byte[UuidBytes];
        name.Clear();
        CudaException.Check(driver.DeviceGet(out var device, ordinal));
        CudaException.Check(driver.DeviceGetName(name, device));
        CudaException.Check(driver.DeviceGetUuid(uuid, device));
        CudaException.Check(driver.DeviceTotalMem(out var bytes, device));
        var end = name.IndexOf((byte)0);
        return new()
        {
            Ordinal = ordinal,
            Name = System.Text.Encoding.UTF8.GetString(name[..(end < 0 ? NameBytes : end)]),
            Uuid = $"GPU-{new Guid(uuid, bigEndian: true)}",
            ComputeCapability = new(
                Attribute(driver, device, CudaAttribute.ComputeCapabilityMajor),
                Attribute(driver, device, CudaAttribute.ComputeCapabilityMinor)),
            MemoryBytes = (long)bytes,
            Multiprocessors = Attribute(driver, device, CudaAttribute.MultiprocessorCount),
            L2CacheBytes = Attribute(driver, device, CudaAttribute.L2CacheBytes),
        };
    }

    private static int Attribute(ICudaDriver driver, int device, CudaAttribute attribute)
    {
        CudaException.Check(driver.DeviceGetAttribute(out var value, attribute, device));
        return value;
    }

    /// <summary>At least one card.</summary>
    /// <param name="Cuda">The newest CUDA that the driver knows, such as 12.4.</param>
    public sealed record Found(string Cuda, IReadOnlyList<GpuCard> Cards) : GpuSurvey;

    /// <summary>No card that could be used, and why.</summary>
    public sealed record None(string Reason) : GpuSurvey;
}
