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
        _ => throw new ArgumentOutOfRangeException(nameof(reason)),
    };
}
