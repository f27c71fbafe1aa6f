using Framemill.Storage.Objects;

namespace Framemill.Tests.Chaos.Support;

/// <summary>The object store that all silos share, as one machine reaches it.</summary>
internal sealed class FaultyObjects(DiskObjectStore inner, Machine machine) : IObjectStore
{
    public async Task<StoredObject> PutAsync(string key, Stream content, CancellationToken cancellationToken)
    {
        StoredObject? stored = null;
        await machine.PutAsync(async () => stored = await inner.PutAsync(key, content, cancellationToken));
        return stored!;
    }

    public async Task<StoredObject> PutFileAsync(string key, string path, CancellationToken cancellationToken)
    {
        StoredObject? stored = null;
        await machine.PutAsync(async () => stored = await inner.PutFileAsync(key, path, cancellationToken));
        return stored!;
    }

    public Stream OpenRead(string key)
    {
        machine.Reach();
        return inner.OpenRead(key);
    }

    public StoredObject? Find(string key)
    {
        machine.Reach();
        return inner.Find(key);
    }

    public Task<bool> DeleteAsync(string key, CancellationToken cancellationToken)
    {
        machine.Reach();
        return inner.DeleteAsync(key, cancellationToken);
    }

    public IEnumerable<StoredObject> List(string prefix)
    {
        machine.Reach();
        return inner.List(prefix);
    }
}
