using Framemill.Testing;

namespace Framemill.Tests.EndToEnd;

/// <summary>A file system of a few megabytes that can be filled to its last byte. Mounting it needs root.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _path;

    private SmallDisk(string path) => _path = path;

    private string Ballast => Path.Combine(_path, "ballast");

    public static async Task<SmallDisk> MountAsync(string path, int megabytes)
    {
        Directory.CreateDirectory(path);
        await Tool.RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path);
        return new SmallDisk(path);
    }

    /// <summary>Takes all room but so many bytes. What others write meanwhile leaves less.</summary>
    public void Fill(int bytesLeft = 0)
    {
        using var file = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (bytesLeft == 0 || new DriveInfo(_path).AvailableFreeSpace > bytesLeft) file.Write(block);
        }
        catch (IOException)
        {
            // Full, which is what was wanted.
        }
    }

    public void MakeRoom() => File.Delete(Ballast);

    public async ValueTask DisposeAsync() => await Tool.RunAsync("umount", "-l", _path);
}
