using System.Collections.Concurrent;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Framemill.Tests.Unit.Renders.Studio;

/// <summary>
/// Grain storage outside the silos, as a database is: what was written survives them. It can be told to fail.
/// </summary>
internal sealed class SharedStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(GrainId, string), (object? State, string Etag)> _states = new();
    private long _etag;

    /// <summary>Called with the name of the state before each write and again after it: throw to fail.</summary>
    public Action<string, bool> OnWrite { get; set; } = (_, _) => { };

    public int Writes { get; private set; }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (!_states.TryGetValue((grainId, stateName), out var stored)) return Task.CompletedTask;
        grainState.State = (T?)stored.State;
        grainState.ETag = stored.Etag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        OnWrite(stateName, false);
        var etag = Interlocked.Increment(ref _etag).ToString();
        _states[(grainId, stateName)] = (grainState.State, etag);
        Writes++;
        OnWrite(stateName, true);
        grainState.ETag = etag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _states.TryRemove((grainId, stateName), out _);
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }
}
