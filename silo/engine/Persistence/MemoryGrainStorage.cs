using System.Collections.Concurrent;
using System.Globalization;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Framemill.Engine.Persistence;

/// <summary>
/// State that lives as long as the cluster: all silos of the cluster see the same, and a killed silo takes nothing
/// with it.
/// </summary>
internal sealed class MemoryGrainStorage(MemoryStates states) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (states.Find(stateName, grainId) is { } stored)
        {
            grainState.State = StateCopy.Of((T)stored.Value!);
            grainState.ETag = stored.Etag;
            grainState.RecordExists = true;
        }
        else
        {
            Reset(grainState);
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.ETag = states.Write(stateName, grainId, grainState.ETag, StateCopy.Of(grainState.State));
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        states.Clear(stateName, grainId, grainState.ETag);
        Reset(grainState);
        return Task.CompletedTask;
    }

    private static void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = FreshState.Create<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }
}

/// <summary>
/// The stored values of one storage of one cluster. Thread-safe; etags are checked in one step with the write.
/// </summary>
internal sealed class MemoryStates
{
    private readonly ConcurrentDictionary<(string State, GrainId Grain), StoredValue> _values = new();
    private long _version;

    public StoredValue? Find(string stateName, GrainId grainId) => _values.GetValueOrDefault((stateName, grainId));

    public string Write(string stateName, GrainId grainId, string? expected, object? value)
    {
        var next = new StoredValue(value, Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture));
        var key = (stateName, grainId);
        while (true)
        {
            var stored = Expect(key, expected);
            var isWritten = stored is null ? _values.TryAdd(key, next) : _values.TryUpdate(key, next, stored);
            if (isWritten) return next.Etag;
        }
    }

    public void Clear(string stateName, GrainId grainId, string? expected)
    {
        var key = (stateName, grainId);
        while (Expect(key, expected) is { } stored)
        {
            if (_values.TryRemove(new(key, stored))) return;
        }
    }

    private StoredValue? Expect((string State, GrainId Grain) key, string? expected)
    {
        var stored = _values.GetValueOrDefault(key);
        if (stored?.Etag == expected) return stored;

        throw new InconsistentStateException(
            $"The state '{key.State}' of {key.Grain} was changed by someone else since it was read.",
            stored?.Etag, expected);
    }
}

/// <remarks>A class and compared by reference: an equal value with the same etag is still the same write.</remarks>
internal sealed class StoredValue(object? value, string etag)
{
    public object? Value { get; } = value;

    public string Etag { get; } = etag;
}
