namespace Framemill.Simulation.Faults;

/// <summary>Which faults exist in this run and how often: the seed picks, so that some runs have few of them.</summary>
public sealed class FaultPlan
{
    private readonly SimRandom _random;
    private readonly Dictionary<FaultKind, double> _rates = [];

    public FaultPlan(SimRandom random)
    {
        _random = random;
        foreach (var kind in Enum.GetValues<FaultKind>())
        {
            if (random.Chance(0.4)) _rates[kind] = Worst(kind) * random.Next(1, 101) / 100;
        }
    }

    /// <summary>False from the time on when the world must come to rest.</summary>
    public bool IsOn { get; set; } = true;

    public bool Strikes(FaultKind kind) => IsOn && _rates.TryGetValue(kind, out var rate) && _random.Chance(rate);

    public bool Has(FaultKind kind) => _rates.ContainsKey(kind);

    private static double Worst(FaultKind kind) => kind switch
    {
        FaultKind.MessageLost or FaultKind.ReplyLost => 0.10,
        FaultKind.MessageDoubled or FaultKind.MessageLate => 0.15,
        FaultKind.WriteFailsBefore or FaultKind.WriteFailsAfter => 0.08,
        FaultKind.WorkFails => 0.15,
        FaultKind.WorkRefused => 0.03,
        FaultKind.BatchLost or FaultKind.BatchDoubled => 0.05,
        FaultKind.StoreFails => 0.2,
        FaultKind.WorkIsPoison => 0.7, // Drawn once a render.
        // Drawn once a second.
        _ => 0.05,
    };
}
