namespace Framemill.Storage.Sqlite;

/// <summary>A write on its way: waiting, then either cancelled or taken into a transaction, then ended.</summary>
internal abstract class PendingWrite(bool isOneStatement)
{
    private const int Waiting = 0;
    private const int Taken = 1;
    private const int Cancelled = 2;
    private int _state = Waiting;

    public bool IsOneStatement => isOneStatement;

    public bool TryTake() => Interlocked.CompareExchange(ref _state, Taken, Waiting) == Waiting;

    public bool TryCancel() => Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting;

    public abstract void Run(SqliteSession session);

    /// <summary>The write was undone; its caller hears of it when the transaction has ended.</summary>
    public Exception? Refusal { get; set; }

    public abstract void Complete();

    public abstract void Fail(Exception exception);
}

internal sealed class PendingWrite<TResult>(Func<SqliteSession, TResult> write, bool isOneStatement)
    : PendingWrite(isOneStatement)
{
    // Continuations must never run on the writer's thread: everyone else waits for it.
    private readonly TaskCompletionSource<TResult> _completion =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult? _result;

    public Task<TResult> Task => _completion.Task;

    public void Cancel(CancellationToken cancellationToken)
    {
        if (TryCancel()) _completion.TrySetCanceled(cancellationToken);
    }

    public override void Run(SqliteSession session) => _result = write(session);

    public override void Complete()
    {
        if (Refusal is null) _completion.TrySetResult(_result!);
        else _completion.TrySetException(Refusal);
    }

    public override void Fail(Exception exception) => _completion.TrySetException(exception);
}
