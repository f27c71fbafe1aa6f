namespace Framemill.Gpu.Native;

/// <summary>What can be asked of a card; the numbers are the driver's (CUdevice_attribute).</summary>
public enum CudaAttribute
{
    MultiprocessorCount = 16,
    L2CacheBytes = 38,
    ComputeCapabilityMajor = 75,
    ComputeCapabilityMinor = 76,
}
