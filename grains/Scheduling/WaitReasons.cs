namespace Framemill.Scheduling;

/// <summary>The words in which a user is told why work waits.</summary>
public static class WaitReasons
{
    public static string Words(WaitReason reason) => reason switch
    {
        WaitReason.NoDevice => "No device is there yet.",
        WaitReason.NoDeviceIsLargeEnough => "No device has enough memory for this film.",
        WaitReason.AllDevicesAreBusy => "All devices are busy.",
        WaitReason.MemoryIsTaken => "There is not enough free memory on the devices.",
        WaitReason.OthersAreFirst => "Others are due first.",
        WaitReason.TenantIsAtItsLimit => "As much of yours is rendered at one time as your account allows.",
        WaitReason.HeldForItsModel => "A device that has its model loaded is about to be free.",
        WaitReason.HeldForFasterDevice => "A faster device is about to be free.",
        WaitReason.FailedThere => "It failed on the device that is free; another is awaited.",
        WaitReason.DevicesRest => "The devices that are free failed too often lately and rest.",
        WaitReason.DevicesAreUnwell => "The devices that are free report faults of their own and get no work.",
        WaitReason.DeviceIsTried => "The device that is free failed lately and is tried with one piece at a time.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
