namespace Framemill.Scheduling;

/// <summary>Why work was not placed.</summary>
public enum WaitReason
{
    NoDevice = 0,
    NoDeviceIsLargeEnough = 1,
    AllDevicesAreBusy = 2,
    MemoryIsTaken = 3,

    /// <summary>There was room when the cycle began; others were due before it.</summary>
    OthersAreFirst = 4,
}
