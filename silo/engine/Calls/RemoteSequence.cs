using System.Runtime.CompilerServices;
using Framemill.Engine.Activations;
using Framemill.Engine.Copying;
using Orleans;
using Orleans.Runtime;

namespace Framemill.Engine.Calls;

/// <summary>A sequence that a grain makes, as its reader sees it: fetched in pages.</summary>
internal sealed class RemoteSequence<T>(GrainReference reference, MethodFacts method, object?[] arguments)
    : IAsyncEnumerable<T>
{
    private const int DefaultPage = 100;

    /// <summary>How many items come with one call at most.</summary>
    public int MaxBatchSize { get; init; } = DefaultPage;

    public RemoteSequence<T> WithPage(int size) => new(reference, method, arguments) { MaxBatchSize = size };

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        ReadAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);

    private async IAsyncEnumerable<T> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var given = method.CancellationIndex >= 0 ? (CancellationToken)arguments[method.CancellationIndex]! : default;
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, given);
        var session = new Session<T>(method, [.. arguments], MaxBatchSize, both.Token);
        try
        {
            while (true)
            {
                var page = await NextAsync(session, both.Token);
                foreach (var item in page.Items) yield return item;
                page.Failure?.Throw();
                if (page.IsLast) yield break;
            }
        }
        finally
        {
            await both.CancelAsync();
            End(session);
        }
    }

    private async Task<Page<T>> NextAsync(Session<T> session, CancellationToken cancellationToken)
    {
        var sender = reference.Sender;
        var call = new WorkCall<Page<T>>(
            reference.GrainId, sender, session.NextAsync, interleaves: true, keepsAlive: true);
        reference.Route(call);
        return await call.Answer.WaitAsync(cancellationToken);
    }

    // Nobody waits for the grain to clean up: it may be in the midst of its next item.
    private void End(Session<T> session)
    {
        if (!session.MustEnd) return;
        var call = new WorkCall<object?>(
            reference.GrainId, reference.Sender, session.EndAsync, interleaves: true, keepsAlive: true);
        call.Answer.Ignore();
        reference.Route(call);
    }
}

/// <summary>Some items of a sequence, and whether more may follow.</summary>
internal sealed record Page<T>(
    List<T> Items, bool IsLast, System.Runtime.ExceptionServices.ExceptionDispatchInfo? Failure);

/// <summary>A sequence in the making, at its grain.</summary>
internal sealed class Session<T>(
    MethodFacts method, object?[] arguments, int pageSize, CancellationToken cancellationToken)
{
    private IAsyncEnumerator<T>? _items;
    private IGrainContext? _activation;
    private Task<bool>? _pending;
    private bool _ended;

    public bool MustEnd => _items is not null;

    public async ValueTask<Page<T>> NextAsync()
    {
        var items = new List<T>();
        try
        {
            Begin();
            while (items.Count < pageSize && !_ended)
            {
                _pending ??= _items!.MoveNextAsync().AsTask();
                if (!_pending.IsCompleted && items.Count > 0)
                {
                    return new Page<T>(items, false, null); // What is there goes out; the rest is for the next page.
                }

                var any = await _pending;
                _pending = null;
                if (!any) return new Page<T>(items, true, null);
                items.Add(Copier<T>.Copy(_items!.Current));
            }

            return new Page<T>(items, false, null);
        }
        catch (EnumerationAbortedException)
        {
            throw;
        }
        catch (Exception exception)
        {
            _pending = null;
            return new Page<T>(
                items, true, System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(exception));
        }
    }

    public async ValueTask<object?> EndAsync()
    {
        if (_items is null || !ReferenceEquals(_activation, RuntimeContext.Current)) return null;
        _ended = true;
        if (_pending is { } pending) await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing
            | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await _items.DisposeAsync();
        return null;
    }

    private void Begin()
    {
        var current = RuntimeContext.Current;
        if (_items is null)
        {
            _activation = current;
            if (method.CancellationIndex >= 0) arguments[method.CancellationIndex] = cancellationToken;
            var target = (current as Activation)?.GrainInstance
                ?? throw new EnumerationAbortedException("Only grains make sequences.");
            _items = ((IAsyncEnumerable<T>)method.BoxedInvoker(target, arguments)!)
                .GetAsyncEnumerator(cancellationToken);
            return;
        }

        if (!ReferenceEquals(_activation, current))
        {
            throw new EnumerationAbortedException(
                "Enumeration aborted: the remote target does not have a record of this enumerator. "
                + "This likely indicates that the remote grain was deactivated since enumeration begun "
                + "or that the enumerator was idle for longer than the expiration period.");
        }
    }
}
