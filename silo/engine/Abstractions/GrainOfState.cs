using System.Diagnostics.CodeAnalysis;
using Orleans.Core;
using Orleans.Runtime;

namespace Orleans;

/// <summary>A grain with one state in the storage that its class names.</summary>
public class Grain<TGrainState> : Grain
{
    [AllowNull]
    private IStorage<TGrainState> _storage;

    protected Grain() =>
        RuntimeContext.Current!.ObservableLifecycle.Subscribe(
            GetType().FullName!, GrainLifecycleStage.SetupState, SetupStateAsync);

    protected Grain(IStorage<TGrainState> storage) => _storage = storage;

    protected TGrainState State
    {
        get => _storage.State;
        set => _storage.State = value;
    }

    protected virtual Task ClearStateAsync() => _storage.ClearStateAsync();

    protected virtual Task WriteStateAsync() => _storage.WriteStateAsync();

    protected virtual Task ReadStateAsync() => _storage.ReadStateAsync();

    private Task SetupStateAsync(CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested || _storage?.Etag is not null) return Task.CompletedTask;
        _storage ??= Runtime.GetStorage<TGrainState>(GrainContext);
        return ReadStateAsync();
    }
}
