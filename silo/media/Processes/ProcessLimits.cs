namespace Framemill.Media.Processes;

/// <summary>What a child process may use before it is ended. Null means no limit of that kind.</summary>
public sealed record ProcessLimits
{
    /// <summary>From start to end, however busy it is.</summary>
    public TimeSpan? WallTime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Time we wait for it while no byte moves. Time in which it waits for us does not count.</summary>
    public TimeSpan? StallTime { get; init; } = TimeSpan.FromSeconds(60);
    public long? AddressSpaceBytes { get; init; } = 6L << 30;
    public int? CpuSeconds { get; init; } = 4 * 3600;

    /// <summary>The largest file it may write.</summary>
    public long? FileBytes { get; init; } = 16L << 30;

    /// <summary>The most that may come out of its output stream.</summary>
    public long? OutputBytes { get; init; }

    /// <summary>Characters kept of the end of its error stream.</summary>
    public int ErrorTailChars { get; init; } = 8192;

    /// <summary>For a look at a file: seconds, little memory, little output.</summary>
    public static ProcessLimits Brief { get; } = new()
    {
        WallTime = TimeSpan.FromSeconds(60),
        StallTime = TimeSpan.FromSeconds(30),
        AddressSpaceBytes = 4L << 30,
        CpuSeconds = 60,
        FileBytes = 1L << 20,
        OutputBytes = 256L << 20,
    };
}
