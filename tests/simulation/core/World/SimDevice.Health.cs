using Framemill.Devices;
using Framemill.Renders;
using Framemill.Scheduling;
using Framemill.Simulation.Faults;

namespace Framemill.Simulation.World;

/// <summary>How a device becomes sick and well again, and what it tells of that.</summary>
public sealed partial class SimDevice
{
    private const string Poisoned = "poisoned";

    private Sickness _sickness;
    private long _uncorrected;
    private int _illnesses;

    private enum Sickness
    {
        None,
        Fails,
        Slow,
        Lost,
        Hot,
        ErrorInMemory,
    }

    /// <summary>Whatever it does fails.</summary>
    public bool Fails => _sickness == Sickness.Fails;

    /// <summary>Works that failed on it for what was no fault of theirs.</summary>
    public int OwnFaults => _ownFaults.Count;

    /// <summary>It has been out for what it told of itself.</summary>
    public bool WasUnfit { get; private set; }

    public void Sicken()
    {
        _sickness = (Sickness)sim.Random.Next(1, 6);
        WasUnfit |= _sickness is Sickness.Lost or Sickness.Hot or Sickness.ErrorInMemory;
        if (_sickness == Sickness.ErrorInMemory) _uncorrected++;
        sim.Log($"{id} is sick: {_sickness}");
        var illness = ++_illnesses;
        sim.At(sim.Random.Next(3_000, 60_000), () =>
        {
            if (illness == _illnesses) _sickness = Sickness.None;
        });
    }

    /// <summary>It would have failed on any device.</summary>
    public void FailAsTheWorkDoes(SimWork work) => Fail(work, isRetryable: true, Poisoned);

    /// <summary>It cannot say how the work went, or never began it.</summary>
    private void Breaks(SimWork work)
    {
        _ownFaults.Add(work.Lease.Work.Id);
        End(work, LeaseEnd.Failed);
    }

    private IReadOnlyList<DeviceReading> Readings() => new[]
    {
        new DeviceReading
        {
            Id = id,
            Name = "simulated",
            Celsius = _sickness == Sickness.Hot ? 99 : 50,
            CelsiusSlow = 90,
            CelsiusStop = sim.Random.Chance(0.5) ? 100 : 110,
            ErrorsUncorrected = _uncorrected,
            Fault = _sickness == Sickness.Lost ? "lost" : "",
        },
    };
}
