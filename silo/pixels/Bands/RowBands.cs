namespace Framemill.Pixels;

/// <summary>
/// Spreads rows over threads of its own, which stay. The caller works too. Several callers are served in turn by
/// whoever is free: one that finds the threads busy does its rows alone.
/// </summary>
public sealed class RowBands : IDisposable
{
    /// <summary>More bands than threads, so that a slow one does not hold the others up.</summary>
    private const int BandsPerThread = 4;

    private const int RowsMin = 16;

    private readonly Lock _callers = new();
    private readonly object _gate = new();
    private readonly Thread[] _threads;
    private IBandJob? _job;
    private int _rows;
    private int _bandRows;
    private int _nextRow;
    private int _working;
    private long _round;
    private bool _stopped;
    private Exception? _failure;

    /// <param name="degree">Threads that work at once, the caller among them.</param>
    public RowBands(int degree)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(degree);
        Degree = degree;
        _threads = new Thread[degree - 1];
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = $"pixel rows {i + 1}" };
            _threads[i].Start();
        }
    }

    public int Degree { get; }

    /// <summary>Does all rows of the job and returns when they are done.</summary>
    public void Run(IBandJob job, int rows)
    {
        ArgumentNullException.ThrowIfNull(job);
        if (rows <= 0) return;
        if (_threads.Length == 0 || rows < 2 * RowsMin || !_callers.TryEnter())
        {
            job.Run(0, rows);
            return;
        }

        try
        {
            RunTogether(job, rows);
        }
        finally
        {
            _callers.Exit();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in _threads) thread.Join();
    }

    private void RunTogether(IBandJob job, int rows)
    {
        lock (_gate)
        {
            _job = job;
            _rows = rows;
            _bandRows = Math.Max(RowsMin, (rows + (Degree * BandsPerThread) - 1) / (Degree * BandsPerThread));
            _nextRow = 0;
            _failure = null;
            _round++;
            _working = 1;
            Monitor.PulseAll(_gate);
        }

        TakeBands(job);
        Exception? failure;
        lock (_gate)
        {
            _working--;
            while (_working > 0) Monitor.Wait(_gate);
            _job = null;
            failure = _failure;
        }

        if (failure is not null) throw new InvalidOperationException("A band of rows failed.", failure);
    }

    private void Work()
    {
        var seen = 0L;
        while (true)
        {
            IBandJob job;
            lock (_gate)
            {
                while (!_stopped && (_job is null || _round == seen)) Monitor.Wait(_gate);
                if (_stopped) return;
                seen = _round;
                job = _job!;
                _working++;
            }

            TakeBands(job);
            lock (_gate)
            {
                _working--;
                Monitor.PulseAll(_gate);
            }
        }
    }

    private void TakeBands(IBandJob job)
    {
        try
        {
            while (true)
            {
                var first = Interlocked.Add(ref _nextRow, _bandRows) - _bandRows;
                if (first >= _rows) return;
                job.Run(first, Math.Min(_rows, first + _bandRows));
            }
        }
        catch (Exception failure)
        {
            lock (_gate) _failure ??= failure;
        }
    }
}
