using Orleans.Runtime;

namespace Framemill.Engine.Activations;

/// <summary>
/// Runs the turns of one activation, one at a time: the continuations of its code, and between them the start
/// of its calls. Being the current TaskScheduler, it gets every continuation of what it runs.
/// </summary>
internal sealed class Turns(Activation owner) : TaskScheduler, IThreadPoolWorkItem, IWorkItemScheduler
{
    // How long one activation may keep a thread while others wait for one.
    private const long QuantumMilliseconds = 100;

    [ThreadStatic]
    private static Turns? _running;

    private static readonly Action<object?> DrainAction = static state => ((Turns)state!).Drain();

    private readonly Queue<Task> _continuations = new();
    private bool _scheduled;
    private bool _stopped;
    private bool _mustYield;

    /// <summary>Guards the turns and the calls of the activation alike.</summary>
    public Lock Gate { get; } = new();

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Whether there is something to run; asked and changed under the gate.</summary>
    public bool IsIdle => !_scheduled && _continuations.Count == 0;

    /// <summary>Under the gate: true when the caller must <see cref="Schedule"/> after leaving it.</summary>
    public bool TryMarkScheduled()
    {
        if (_scheduled || _stopped) return false;
        _scheduled = true;
        return true;
    }

    public void Schedule() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);

    /// <summary>Drops all turns, as the end of a process would.</summary>
    public void Stop()
    {
        lock (Gate)
        {
            _stopped = true;
            _continuations.Clear();
        }
    }

    public void QueueAction(Action action) => new Task(action).Start(this);

    public void QueueAction(Action<object> action, object state) => new Task(action!, state).Start(this);

    void IWorkItemScheduler.QueueTask(Task task) => task.Start(this);

    void IThreadPoolWorkItem.Execute()
    {
        var context = RuntimeContext.Enter(owner);
        var outer = _running;
        _running = this;
        try
        {
            new Task(DrainAction, this).RunSynchronously(this);
        }
        finally
        {
            _running = outer;
            RuntimeContext.Leave(context);
        }

        if (!_mustYield) return;
        _mustYield = false;
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override void QueueTask(Task task)
    {
        lock (Gate)
        {
            if (_stopped) return;
            _continuations.Enqueue(task);
            if (_scheduled) return;
            _scheduled = true;
        }

        Schedule();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        _running == this && !taskWasPreviouslyQueued && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (Gate) return [.. _continuations];
    }

    private void Drain()
    {
        var clean = ExecutionContext.Capture()!;
        var end = Environment.TickCount64 + QuantumMilliseconds;
        Calls.Call? finished = null;
        while (true)
        {
            Task? continuation;
            Calls.Call? call = null;
            lock (Gate)
            {
                if (finished is not null) owner.Retire(finished);
                if (_stopped || (!_continuations.TryDequeue(out continuation) && (call = owner.TakeNext()) is null))
                {
                    _scheduled = false;
                    return;
                }
            }

            finished = null;
            if (continuation is not null) TryExecuteTask(continuation);
            else if (owner.Start(call!)) finished = call;
            ExecutionContext.Restore(clean); // What a call put into AsyncLocals must not reach the next one.
            if (Environment.TickCount64 < end) continue;
            if (finished is not null) lock (Gate) owner.Retire(finished);
            _mustYield = true; // Still marked as scheduled: nobody else will queue it.
            return;
        }
    }
}
