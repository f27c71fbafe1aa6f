using Framemill.Devices;
using Framemill.Scheduling;

namespace Framemill.Tests.Unit.Scheduling;

/// <summary>A pool on the bench: devices that pull when told to, and a clock that is turned by hand.</summary>
internal sealed class PoolBench(SchedulingOptions? options = null)
{
    private readonly Dictionary<string, (DeviceDescription Description, List<Lease> Held)> _devices = [];
    private readonly Dictionary<string, IReadOnlyList<ResidentModel>> _models = [];
    private readonly Dictionary<string, IReadOnlyList<DeviceReading>> _readings = [];
    private long _sequence;

    public WorkPool Pool { get; } = new(options ?? new SchedulingOptions());

    public DateTimeOffset Now { get; private set; } = Works.Start;

    public void Pass(double seconds) => Now = Now.AddSeconds(seconds);

    public void Enqueue(params WorkItem[] work) => Pool.Enqueue(work, Now);

    public void Has(string device, params string[] models) =>
        _models[device] = models.Select(m => new ResidentModel(m, 500)).ToArray();

    /// <summary>What it tells of itself from its next pull on.</summary>
    public void Read(string device, DeviceReading reading) => _readings[device] = [reading];

    public void Add(string device, int lanes = 1, int steps = 1, long memory = 1000)
    {
        _devices[device] = (Works.Device(lanes, steps, memory), []);
        Pull(device, draining: false);
    }

    /// <summary>Ids of what the device is given now.</summary>
    public string[] Pull(string device, bool draining = false) =>
        Ask(device, draining).Select(l => l.Work.Id).ToArray();

    public Lease[] Leases(string device) => _devices[device].Held.ToArray();

    public PullAnswer End(
        string device, Lease lease, LeaseEnd end = LeaseEnd.Finished, double seconds = 2, int? frames = null)
    {
        var (description, held) = _devices[device];
        held.Remove(lease);
        var answer = Pool.Pull(
            Offer(device, description, held) with
            {
                Ended = [Works.Ended(lease, end, frames ?? lease.Work.Frames, seconds)],
            },
            Now);
        held.AddRange(answer.Granted);
        return answer;
    }

    /// <summary>Makes a device known to be so fast at the lanes of <see cref="Works.Lane"/>.</summary>
    public void Measure(string device, double framesPerSecond)
    {
        var item = Works.Lane($"measure {device} {++_sequence}", tenant: "measure");
        Enqueue(item);
        Pull(device);
        var lease = _devices[device].Held.Single(l => l.Work.Id == item.Id);
        End(device, lease, seconds: lease.Work.Frames / framesPerSecond);
    }

    private DeviceOffer Offer(string device, DeviceDescription description, List<Lease> held) => new()
    {
        DeviceId = device,
        Description = description,
        Held = held.ToArray(),
        Sequence = ++_sequence,
        Models = _models.GetValueOrDefault(device, []),
        Readings = _readings.GetValueOrDefault(device, []),
    };

    private IReadOnlyList<Lease> Ask(string device, bool draining)
    {
        var (description, held) = _devices[device];
        var answer = Pool.Pull(Offer(device, description, held) with { IsDraining = draining }, Now);
        held.RemoveAll(l => answer.Revoked.Contains(l.Id));
        held.AddRange(answer.Granted);
        return answer.Granted;
    }
}
