using System.Globalization;
using System.Text;
using Framemill.Simulation.Faults;

namespace Framemill.Simulation.World;

/// <summary>
/// One thread, virtual time, one source of randomness: the ground that everything simulated stands on.
/// </summary>
public sealed class Sim(ulong seed, Mutant mutant)
{
    private const int HistoryMax = 60;
    private readonly PriorityQueue<Action, (long At, long Order)> _events = new();
    private readonly Queue<string> _history = new();
    private readonly SortedDictionary<string, long> _coverage = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _clockOffsets = new(StringComparer.Ordinal);
    private long _order;

    public static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public SimRandom Random { get; } = new(seed);

    public FaultPlan Faults { get; } = new(new SimRandom(seed ^ 0xFA017));

    public Mutant Mutant => mutant;

    /// <summary>Virtual milliseconds.</summary>
    public long Now { get; private set; }

    public string? Broken { get; private set; }

    public IReadOnlyDictionary<string, long> Coverage => _coverage;

    public string History => string.Join('\n', _history);

    /// <summary>What the clock of a silo shows: they need not agree, nor go steadily.</summary>
    public DateTimeOffset Clock(string silo) => Epoch.AddMilliseconds(Now + _clockOffsets.GetValueOrDefault(silo));

    public void SetClock(string silo, long offset) => _clockOffsets[silo] = offset;

    public void At(long delay, Action action) => _events.Enqueue(action, (Now + delay, _order++));

    public bool Step()
    {
        if (!_events.TryDequeue(out var action, out var key)) return false;
        Now = key.At;
        action();
        return true;
    }

    public bool Strikes(FaultKind kind)
    {
        if (!Faults.Strikes(kind)) return false;
        Cover($"fault {kind}");
        Log($"fault {kind}");
        return true;
    }

    public void Cover(string point) => _coverage[point] = _coverage.GetValueOrDefault(point) + 1;

    public void Log(string line)
    {
        _history.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{Now,8} {line}"));
        if (_history.Count > HistoryMax) _history.Dequeue();
    }

    public void Check(bool holds, string rule)
    {
        if (!holds) Broken ??= string.Create(CultureInfo.InvariantCulture, $"{rule} (t={Now})");
    }
}
