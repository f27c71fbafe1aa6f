namespace Framemill.Scheduling;

/// <summary>Why work was not placed.</summary>
public enum WaitReason
{
    NoDevice = 0,
    NoDeviceIsLargeEnough = 1,
    AllDevicesAreBusy = 2,
    MemoryIsTaken = 3,

    /// <summary>There is room; others are due before it.</summary>
    OthersAreFirst = 4,

    /// <summary>Its tenant holds as many lanes as it may.</summary>
    TenantIsAtItsLimit = 5,

    /// <summary>A device that has its model will be free sooner than another could load it.</summary>
    HeldForItsModel = 6,

    /// <summary>A faster device will be done sooner, waiting included.</summary>
    HeldForFasterDevice = 7,

    /// <summary>It failed on the only device with room.</summary>
    FailedThere = 8,

    /// <summary>The devices with room failed too often lately.</summary>
    DevicesRest = 9,

    /// <summary>The devices with room are out: too hot, say, or their memory lost bits.</summary>
    DevicesAreUnwell = 10,

    /// <summary>The device with room is tried with one piece of work at a time.</summary>
    DeviceIsTried = 11,
}
