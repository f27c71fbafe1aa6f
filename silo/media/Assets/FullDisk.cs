namespace Framemill.Media.Assets;

/// <summary>A disk without room: no fault of what is being fetched or made, and it passes.</summary>
internal static class FullDisk
{
    private const int NoSpace = 28;
    private const int QuotaSpent = 122;
    private const long RoomBytesMin = 64 << 10;

    public static bool Is(Exception error) => error is IOException { HResult: NoSpace or QuotaSpent };

    /// <summary>
    /// For tools that do not say whether what they wrote found room: what they made on a full disk is not to be
    /// trusted.
    /// </summary>
    /// <exception cref="IOException">There is next to no room where the file lies.</exception>
    public static void ThrowIfAt(string path)
    {
        if (new DriveInfo(Path.GetFullPath(path)).AvailableFreeSpace < RoomBytesMin)
            throw new IOException($"No space left on device : '{path}'", NoSpace);
    }
}
