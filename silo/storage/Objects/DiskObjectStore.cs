using System.Buffers;

namespace Framemill.Storage.Objects;

/// <summary>
/// Objects as plain files under a root: the key is the path. New content is written in a folder of the same file
/// system, flushed, renamed into place, and the folder flushed: the rename is the moment at which the object exists.
/// </summary>
/// <remarks>One process owns root and temporary folder (see <see cref="DataDirectory"/>).</remarks>
public sealed class DiskObjectStore : IObjectStore
{
    private const int PlacingAttemptsMax = 16;
    private readonly string _root;
    private readonly string _temporary;
    private readonly DiskObjectStoreOptions _options;
    private readonly StoreBytes _bytes;
    private readonly Lock[] _keyLocks = [.. Enumerable.Range(0, 64).Select(_ => new Lock())];
    private long _temporaryNumber;

    private DiskObjectStore(string root, string temporary, DiskObjectStoreOptions options)
    {
        _root = root;
        _temporary = temporary;
        _options = options;
        _bytes = new StoreBytes(options.TotalBytesMax);
    }

    /// <summary>Bytes of all objects, with those being written.</summary>
    public long UsedBytes => _bytes.Used;

    /// <summary>Opens the store and removes what a crash left in the temporary folder.</summary>
    public static DiskObjectStore Open(string root, string temporary, DiskObjectStoreOptions options)
    {
        var store = new DiskObjectStore(Path.GetFullPath(root), Path.GetFullPath(temporary), options);
        Directory.CreateDirectory(store._root);
        Directory.CreateDirectory(store._temporary);
        foreach (var left in new DirectoryInfo(store._temporary).EnumerateFileSystemInfos())
        {
            if (left is DirectoryInfo { LinkTarget: null } folder) folder.Delete(recursive: true);
            else left.Delete();
        }

        store._bytes.Take(store.List("").Sum(stored => stored.Length));
        return store;
    }

    /// <summary>
    /// A path for a file to be made and then given to <see cref="TryAdoptFileAsync"/>: on the store's file system, so
    /// that taking it in is a rename. What is not taken in goes at the next start.
    /// </summary>
    public string NewTemporaryPath(string extension = "") =>
        Path.Combine(
            _temporary, $"{Interlocked.Increment(ref _temporaryNumber):x8}-{Environment.ProcessId}{extension}");

    /// <summary>Where the object lies, for programs that only read files by name. Null when there is none.</summary>
    public string? FindPath(string key) => Find(key) is null ? null : PathOf(key);

    public async Task<StoredObject> PutAsync(string key, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ObjectKey.Checked(key);
        var temporary = NewTemporaryPath();
        var taken = new TakenBytes(_bytes);
        try
        {
            await CopyAsync(key, content, temporary, taken, cancellationToken).ConfigureAwait(false);
            return await Task.Run(() => TryPlace(key, temporary, taken), CancellationToken.None).ConfigureAwait(false)
                ?? throw new IOException($"{_temporary} and {_root} are not on one file system.");
        }
        finally
        {
            File.Delete(temporary); // There only if it was not placed.
            taken.ReturnUnlessKept();
        }
    }

    public async Task<StoredObject> PutFileAsync(string key, string path, CancellationToken cancellationToken)
    {
        if (await TryAdoptFileAsync(key, path, cancellationToken).ConfigureAwait(false) is { } adopted) return adopted;

        StoredObject stored;
        var content = OpenForReading(path);
        await using (content.ConfigureAwait(false))
        {
            stored = await PutAsync(key, content, cancellationToken).ConfigureAwait(false);
        }

        File.Delete(path);
        return stored;
    }

    /// <summary>
    /// Renames a finished file into the store. Null, with nothing changed, when it lies on another file system.
    /// Nobody may write to the file any more.
    /// </summary>
    public Task<StoredObject?> TryAdoptFileAsync(string key, string path, CancellationToken cancellationToken)
    {
        ObjectKey.Checked(key);
        return Task.Run(() => TryAdopt(key, path), cancellationToken);
    }

    public Stream OpenRead(string key)
    {
        ObjectKey.Checked(key);
        try
        {
            return OpenForReading(PathOf(key));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException
            || (exception is UnauthorizedAccessException && Directory.Exists(PathOf(key))))
        {
            throw new ObjectStoreException(ObjectStoreError.NotFound, $"There is no object '{key}'.");
        }
    }

    public StoredObject? Find(string key)
    {
        ObjectKey.Checked(key);
        var file = new FileInfo(PathOf(key));
        return file.Exists ? Describe(key, file) : null;
    }

    public Task<bool> DeleteAsync(string key, CancellationToken cancellationToken)
    {
        ObjectKey.Checked(key);
        return Task.Run(() => Delete(key), cancellationToken);
    }

    public IEnumerable<StoredObject> List(string prefix)
    {
        ObjectKey.CheckedPrefix(prefix);
        var folder = prefix[..(prefix.LastIndexOf('/') + 1)];
        return List(folder, prefix);
    }

    private IEnumerable<StoredObject> List(string folder, string prefix)
    {
        var directory = new DirectoryInfo(Path.Combine(_root, folder));
        if (!directory.Exists) yield break;

        // A folder sorts as the common start of its keys, which makes the whole walk ordinal.
        var entries = directory.EnumerateFileSystemInfos()
            .Where(entry => !entry.Name.StartsWith('.'))
            .Select(entry => (Key: folder + entry.Name + (entry is DirectoryInfo ? "/" : ""), Entry: entry))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .ToList();
        foreach (var (key, entry) in entries)
        {
            if (entry is FileInfo file)
            {
                if (key.StartsWith(prefix, StringComparison.Ordinal) && file.Exists) yield return Describe(key, file);
            }
            else if (key.StartsWith(prefix, StringComparison.Ordinal)
                || prefix.StartsWith(key, StringComparison.Ordinal))
            {
                foreach (var stored in List(key, prefix)) yield return stored;
            }
        }
    }

    private async Task CopyAsync(
        string key, Stream content, string temporary, TakenBytes taken, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(_options.CopyBufferBytes);
        try
        {
            using var file = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None,
                FileOptions.Asynchronous);
            int read;
            while ((read = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                var offset = taken.Bytes;
                Take(key, read, taken);
                await RandomAccess.WriteAsync(file, buffer.AsMemory(0, read), offset, cancellationToken)
                    .ConfigureAwait(false);
            }

            await Task.Run(() => RandomAccess.FlushToDisk(file), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private StoredObject? TryAdopt(string key, string path)
    {
        var taken = new TakenBytes(_bytes);
        try
        {
            using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite))
            {
                Take(key, RandomAccess.GetLength(file), taken);
                RandomAccess.FlushToDisk(file);
            }

            return TryPlace(key, path, taken);
        }
        finally
        {
            taken.ReturnUnlessKept();
        }
    }

    private void Take(string key, long bytes, TakenBytes taken)
    {
        if (taken.Bytes + bytes > _options.ObjectBytesMax)
        {
            throw new ObjectStoreException(ObjectStoreError.TooLarge,
                $"The object '{key}' is larger than {_options.ObjectBytesMax} bytes.");
        }

        if (!taken.TryTake(bytes))
        {
            throw new ObjectStoreException(ObjectStoreError.QuotaExceeded,
                $"The store holds {_bytes.Used} of {_options.TotalBytesMax} bytes: no room for '{key}'.");
        }
    }

    /// <summary>
    /// Moves a flushed file to its key. From here on the object exists. Null when the file is on another file system.
    /// </summary>
    private StoredObject? TryPlace(string key, string path, TakenBytes taken)
    {
        var target = PathOf(key);
        var folder = Path.GetDirectoryName(target)!;
        for (var attempt = 1; ; attempt++)
        {
            CreateFolder(folder, key);
            var outcome = RenameCounted(key, path, target, taken);
            if (outcome == RenameOutcome.Renamed) break;
            if (outcome == RenameOutcome.OtherFileSystem) return null;
            if (outcome == RenameOutcome.Clash) throw Clash(key);

            // A delete may take the empty folder away between its making and the rename: then once more.
            if (!File.Exists(path) || attempt == PlacingAttemptsMax)
            {
                throw new IOException($"Cannot move {path} to the object '{key}': {outcome}.");
            }
        }

        PosixFiles.FlushDirectory(folder);
        return Describe(key, new FileInfo(target), taken.Bytes);
    }

    private RenameOutcome RenameCounted(string key, string path, string target, TakenBytes taken)
    {
        lock (LockOf(key))
        {
            var replaced = new FileInfo(target);
            var replacedBytes = replaced.Exists ? replaced.Length : 0;
            var outcome = PosixFiles.Rename(path, target);
            if (outcome == RenameOutcome.Renamed)
            {
                _bytes.Return(replacedBytes);
                taken.Keep();
            }

            return outcome;
        }
    }

    private bool Delete(string key)
    {
        var path = PathOf(key);
        lock (LockOf(key))
        {
            var file = new FileInfo(path);
            if (!file.Exists) return false;

            var length = file.Length;
            file.Delete();
            _bytes.Return(length);
        }

        var folder = Path.GetDirectoryName(path)!;
        PosixFiles.FlushDirectory(folder);
        RemoveEmptyFolders(folder);
        return true;
    }

    private void RemoveEmptyFolders(string folder)
    {
        while (folder.Length > _root.Length)
        {
            try
            {
                Directory.Delete(folder, recursive: false);
            }
            catch (IOException)
            {
                return; // Not empty, or gone already: nothing above it is empty by our doing.
            }

            folder = Path.GetDirectoryName(folder)!;
        }
    }

    /// <summary>Each new folder is flushed into its parent, else a power cut could take the object with it.</summary>
    private void CreateFolder(string folder, string key)
    {
        if (Directory.Exists(folder)) return;
        if (folder.Length > _root.Length) CreateFolder(Path.GetDirectoryName(folder)!, key);
        if (File.Exists(folder)) throw Clash(key);

        Directory.CreateDirectory(folder);
        PosixFiles.FlushDirectory(Path.GetDirectoryName(folder)!);
    }

    private string PathOf(string key) => Path.Combine(_root, key);

    private Lock LockOf(string key) => _keyLocks[(uint)key.GetHashCode(StringComparison.Ordinal) % _keyLocks.Length];

    private static FileStream OpenForReading(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.Open,
        Access = FileAccess.Read,
        Share = FileShare.ReadWrite | FileShare.Delete,
        Options = FileOptions.Asynchronous,
    });

    private static StoredObject Describe(string key, FileInfo file, long? length = null) =>
        new(key, length ?? file.Length, new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));

    private static ObjectStoreException Clash(string key) => new(ObjectStoreError.KeyClash,
        $"'{key}' cannot be stored: it is a folder of other objects, or below one that is an object.");

    /// <summary>What one write has booked; given back unless the object came to be.</summary>
    private sealed class TakenBytes(StoreBytes bytes)
    {
        private bool _isKept;

        public long Bytes { get; private set; }

        public bool TryTake(long count)
        {
            if (!bytes.TryTake(count)) return false;
            Bytes += count;
            return true;
        }

        public void Keep() => _isKept = true;

        public void ReturnUnlessKept()
        {
            if (!_isKept) bytes.Return(Bytes);
            _isKept = true;
        }
    }
}
