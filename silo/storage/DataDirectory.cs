using System.Globalization;

namespace Framemill.Storage;

/// <summary>
/// The folder that holds all a server remembers. Owned by one process at a time: the lock goes with the process,
/// however it ends.
/// </summary>
public sealed class DataDirectory : IDisposable
{
    private readonly FileStream _lock;

    private DataDirectory(string root, FileStream lockFile)
    {
        Root = root;
        _lock = lockFile;
        Directory.CreateDirectory(ObjectsPath);
        Directory.CreateDirectory(TemporaryPath);
        Directory.CreateDirectory(CachePath);
    }

    public string Root { get; }

    public string ObjectsPath => Path.Combine(Root, "objects");

    public string StatePath => Path.Combine(Root, "state.db");

    /// <summary>On the file system of the objects. Its content is void after a restart.</summary>
    public string TemporaryPath => Path.Combine(Root, "tmp");

    /// <summary>What can be made again and may be deleted while no server runs.</summary>
    public string CachePath => Path.Combine(Root, "cache");

    /// <exception cref="DataDirectoryInUseException">Another process has it.</exception>
    public static DataDirectory Open(string path)
    {
        var root = Path.GetFullPath(path);
        Directory.CreateDirectory(root);
        var lockPath = Path.Combine(root, "lock");
        FileStream lockFile;
        try
        {
            lockFile = new FileStream(lockPath, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(lockPath))
        {
            throw new DataDirectoryInUseException(root, OwnerOf(root));
        }

        File.WriteAllText(OwnerPath(root), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new DataDirectory(root, lockFile);
    }

    // The file stays: deleting it could delete the lock of a process that just took it.
    public void Dispose() => _lock.Dispose();

    // Beside the lock and not in it: a locked file cannot be read by the one who needs the answer.
    private static string OwnerPath(string root) => Path.Combine(root, "owner.pid");

    private static int? OwnerOf(string root)
    {
        var path = OwnerPath(root);
        return File.Exists(path) && int.TryParse(File.ReadAllText(path), CultureInfo.InvariantCulture, out var owner)
            ? owner
            : null;
    }
}

/// <summary>Two servers on one data directory would destroy each other's state, so the second does not start.</summary>
public sealed class DataDirectoryInUseException(string path, int? owner) : IOException(owner is { } id
    ? $"The data directory {path} is in use by process {id}. Stop that server or choose another directory."
    : $"The data directory {path} is in use by another process. Stop that server or choose another directory.")
{
    public int? Owner { get; } = owner;
}
