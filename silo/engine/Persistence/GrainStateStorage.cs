using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Framemill.Engine.Persistence;

/// <summary>
/// One state of one activation. Its reads and writes run one after the other, in the order they were asked for.
/// </summary>
internal sealed class GrainStateStorage<TState>(string name, IGrainContext context, IGrainStorage storage)
    : IPersistentState<TState>
{
    private readonly GrainState<TState> _state = new(FreshState.Create<TState>());
    private Task _last = Task.CompletedTask;

    public TState State
    {
        get
        {
            CheckContext();
            return _state.State!;
        }

        set
        {
            CheckContext();
            _state.State = value;
        }
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _state.RecordExists;

    public void ReadBeforeActivation() => context.ObservableLifecycle.Subscribe(
        $"{nameof(GrainStateStorage<>)}-{name}", GrainLifecycleStage.SetupState, ReadStateAsync);

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) => InTurn(
        nameof(ReadStateAsync),
        () => storage.ReadStateAsync(name, context.GrainId, _state, cancellationToken),
        cancellationToken);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task WriteStateAsync(CancellationToken cancellationToken) => InTurn(
        nameof(WriteStateAsync),
        () => storage.WriteStateAsync(name, context.GrainId, _state, cancellationToken),
        cancellationToken);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ClearStateAsync(CancellationToken cancellationToken) => InTurn(
        nameof(ClearStateAsync),
        () => storage.ClearStateAsync(name, context.GrainId, _state, cancellationToken),
        cancellationToken);

    private Task InTurn(string operation, Func<Task> run, CancellationToken cancellationToken)
    {
        CheckContext();
        var before = _last;
        return _last = RunAfterAsync(before, operation, run, cancellationToken);
    }

    private async Task RunAfterAsync(
        Task before, string operation, Func<Task> run, CancellationToken cancellationToken)
    {
        if (!before.IsCompleted)
        {
            await before.ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            await run();
        }
        catch (InconsistentStateException)
        {
            // What this activation knows is not what is stored: the next one reads anew.
            context.Deactivate(
                new(DeactivationReasonCode.ApplicationError, $"The state '{name}' was changed by someone else."),
                CancellationToken.None);
            throw;
        }
        catch (Exception exception) when (IsForeign(exception, cancellationToken))
        {
            throw new OrleansException(
                $"Error from storage provider {storage.GetType().Name}.{name} during {operation} for grain "
                + $"{context.GrainId}: {exception.Message}", exception);
        }
    }

    private static bool IsForeign(Exception exception, CancellationToken cancellationToken) =>
        exception is not OrleansException
        && !(exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    private static void CheckContext()
    {
        if (RuntimeContext.Current is null)
        {
            throw new InvalidOperationException(
                "Activation access violation. A non-activation thread attempted to access activation services.");
        }
    }
}
