using System.Runtime.InteropServices;

namespace Framemill.Pixels;

/// <summary>How the C library deals with memory in this process.</summary>
public static partial class NativeHeap
{
    private const int MapThreshold = -3; // M_MMAP_THRESHOLD of glibc's malloc.h.
    private const int MapThresholdBytes = 1 << 20;

    /// <summary>
    /// Large blocks (frames, what an encoder allocates for itself) go back to the system as soon as they are freed.
    /// Left to itself glibc takes ever larger ones from heaps that it seldom gives back: a quarter of a gigabyte stayed
    /// after a film of 1080p. To be called before anything is allocated.
    /// </summary>
    public static void ReturnLargeBlocks()
    {
        try
        {
            _ = SetOption(MapThreshold, MapThresholdBytes);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library: musl has no such option, and returns large blocks anyway.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}
