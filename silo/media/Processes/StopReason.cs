namespace Framemill.Media.Processes;

/// <summary>Why a child process is no longer running.</summary>
public enum StopReason
{
    /// <summary>It ended by itself; the exit code says how.</summary>
    Exited = 0,
    Cancelled = 1,

    /// <summary>It ran past its wall time.</summary>
    TimedOut = 2,

    /// <summary>We waited for it and nothing moved.</summary>
    Stalled = 3,

    /// <summary>It wrote more bytes than it may.</summary>
    OutputTooLarge = 4,
    CpuTimeSpent = 5,

    /// <summary>It is not on this machine or could not be started.</summary>
    NotStarted = 6,
}
