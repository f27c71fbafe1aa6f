namespace Framemill.Storage.Objects;

/// <summary>
/// Named immutable bytes. A write is all or nothing and durable once its task completes: a reader sees the old object,
/// or the new one, or none, and never a part, whatever dies meanwhile.
/// </summary>
public interface IObjectStore
{
    /// <summary>Stores what is left of the stream, replacing an object of that key.</summary>
    Task<StoredObject> PutAsync(string key, Stream content, CancellationToken cancellationToken);

    /// <summary>Stores a finished local file and takes it away: by renaming where possible, else by a copy.</summary>
    Task<StoredObject> PutFileAsync(string key, string path, CancellationToken cancellationToken);

    /// <summary>A seekable stream. It stays whole if the object is replaced or deleted while it is read.</summary>
    /// <exception cref="ObjectStoreException">There is no such object.</exception>
    Stream OpenRead(string key);

    /// <summary>Null when there is no such object.</summary>
    StoredObject? Find(string key);

    /// <summary>True when there was one. Durable like a write.</summary>
    Task<bool> DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>The objects whose key starts with the prefix, in ordinal order of their keys.</summary>
    IEnumerable<StoredObject> List(string prefix);
}

public sealed record StoredObject(string Key, long Length, DateTimeOffset ModifiedAt);
