using Framemill.Renders;
using Orleans.Runtime;
using Orleans.Storage;

namespace Framemill.Tests.Chaos.Support;

/// <summary>Grain storage that fails as its machine says, and keeps the book of what is durable.</summary>
internal sealed class FaultyStorage(IGrainStorage inner, Machine machine) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        machine.Reach();
        return inner.ReadStateAsync(stateName, grainId, grainState);
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        machine.WriteAsync(async () =>
        {
            await inner.WriteStateAsync(stateName, grainId, grainState);
            if (grainState.State is RenderProgress progress) machine.Book.Written(grainId.Key.ToString()!, progress);
        });

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        machine.WriteAsync(() => inner.ClearStateAsync(stateName, grainId, grainState));
}
