using System.Globalization;
using Framemill.Devices;
using Framemill.Scheduling;

namespace Framemill.Capacity;

/// <summary>
/// Answers a what-if: the recorded demand through the shipped scheduler, with and without the change.
/// </summary>
public sealed class WhatIfReplay(
    PoolTelemetry pool, CapacityDemand demand, SchedulingOptions scheduling, CapacityOptions options)
{
    private const int DevicesMax = 20_000;
    private static readonly WhatIf NoChange = new();

    public WhatIfAnswer Answer(WhatIf question, CancellationToken cancellationToken)
    {
        if (FaultOf(question) is { } fault) return new WhatIfAnswer { Problem = fault };
        var begin = pool.Now - TimeSpan.FromMinutes(question.Minutes);
        var lines = demand.Lines.Where(l => l.At >= begin).ToList();
        if (lines.Count == 0) return new WhatIfAnswer { Problem = "Nothing was asked for in that time." };
        if (pool.Devices.Count == 0) return new WhatIfAnswer { Problem = "No device is there to compare with." };

        // What is too much for one answer is cut at its old end, alike for both.
        var isCut = false;
        while (lines.Count > 1 && Math.Max(Work(lines, question), Work(lines, NoChange)) > options.ReplayWorkMax)
        {
            isCut = true;
            lines.RemoveAll(l => l.At == lines[0].At);
        }

        if (Math.Max(Work(lines, question), Work(lines, NoChange)) > options.ReplayWorkMax)
            return new WhatIfAnswer { Problem = $"More than {options.ReplayWorkMax} pieces of work a minute." };
        return new WhatIfAnswer
        {
            AsItWas = Play(lines, NoChange, cancellationToken),
            Changed = Play(lines, question, cancellationToken),
            IsCut = isCut,
            SecondsPlayed = SecondsOf(lines),
        };
    }

    private static string? FaultOf(WhatIf question) => question switch
    {
        { Minutes: < 1 or > 180 } => "minutes must be from 1 to 180.",
        { Devices: < -10_000 or > 10_000 } => "devices must be from -10,000 to 10,000.",
        { Speed: not (>= 0.01 and <= 100) } => "speed must be from 0.01 to 100.",
        { Demand: not (>= 0 and <= 100) } => "demand must be from 0 to 100.",
        _ when question.Classes.Values.Concat(question.Profiles.Values).Any(f => f is not (>= 0 and <= 100)) =>
            "factors must be from 0 to 100.",
        _ => null,
    };

    private WhatIfOutcome Play(IReadOnlyList<DemandLine> lines, WhatIf change, CancellationToken cancellationToken)
    {
        var devices = Devices(change);
        var speeds = pool.Speeds.ToDictionary(s => (s.Kind, s.Profile), s => s.FramesPerSecond);
        var report = new PoolReplay(
            new ReplayPlan
            {
                Start = lines[0].At,
                Seconds = SecondsOf(lines),
                Devices = devices,
                Arrivals = Arrivals(lines, change).OrderBy(a => a.At).ThenBy(a => a.RenderId, StringComparer.Ordinal),
                FramesPerSecond = w => speeds.GetValueOrDefault((w.Kind, w.Profile), scheduling.SpeedAtFirst),
                SegmentFrames = 1,
                WindowSeconds = 60,
            },
            new ShippedScheduler(scheduling)).Run(cancellationToken);
        return new WhatIfOutcome
        {
            Devices = devices.Count,
            Asked = report.FilmsCame,
            Done = report.FilmsDone,
            Utilisation = report.Utilisation,
            Waits = report.Times.OrderBy(t => t.Key).Select(t => new WhatIfWait
            {
                Class = t.Key,
                Started = t.Value.Count,
                MedianSeconds = double.IsNaN(t.Value.WaitMedian) ? 0 : t.Value.WaitMedian,
                SlowestSeconds = double.IsNaN(t.Value.Wait95) ? 0 : t.Value.Wait95,
            }).ToArray(),
        };
    }

    private static double SecondsOf(IReadOnlyList<DemandLine> lines) =>
        (lines[^1].At - lines[0].At + TimeSpan.FromMinutes(1)).TotalSeconds;

    private List<ReplayDevice> Devices(WhatIf change)
    {
        var devices = pool.Devices.Where(d => d.State != "draining")
            .Select(d => new ReplayDevice(d.Id, d.Speed, Describe(d))).ToList();
        if (change.Devices < 0) devices.RemoveRange(0, Math.Min(devices.Count, -change.Devices));
        var sample = pool.Devices.GroupBy(d => (d.LaneSlots, d.LightSlots, d.MemoryBytes))
            .MaxBy(g => g.Count())!.First();
        for (var i = 0; i < change.Devices && devices.Count < DevicesMax; i++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"added/{i:D5}");
            devices.Add(new ReplayDevice(id, change.Speed, Describe(sample)));
        }

        return devices;
    }

    private DeviceDescription Describe(DeviceTelemetry device) => new()
    {
        Pool = pool.Pool,
        LaneSlots = device.LaneSlots,
        LightSlots = device.LightSlots,
        MemoryBytes = device.MemoryBytes,
    };

    private static double Work(IEnumerable<DemandLine> lines, WhatIf change) =>
        lines.Sum(l => l.Demand.Count * FactorOf(l.Demand, change));

    private static double FactorOf(DemandCount demand, WhatIf change) =>
        change.Demand * change.Classes.GetValueOrDefault(demand.Class, 1)
            * change.Profiles.GetValueOrDefault(demand.Profile, 1);

    /// <summary>
    /// Each minute's work, spread evenly over it; what is left of a fraction counts for the next minute.
    /// </summary>
    private static IEnumerable<ReplayArrival> Arrivals(IReadOnlyList<DemandLine> lines, WhatIf change)
    {
        var left = new Dictionary<(string, WorkClass, WorkKind, string), double>();
        for (var line = 0; line < lines.Count; line++)
        {
            var demand = lines[line].Demand;
            var sort = (demand.Tenant, demand.Class, demand.Kind, demand.Profile);
            var exact = (demand.Count * FactorOf(demand, change)) + left.GetValueOrDefault(sort);
            var count = (int)exact;
            left[sort] = exact - count;
            for (var i = 0; i < count; i++)
            {
                yield return new ReplayArrival
                {
                    At = (lines[line].At - lines[0].At).TotalSeconds + (60.0 * i / count),
                    RenderId = string.Create(CultureInfo.InvariantCulture, $"work{line:D6}/{i:D6}"),
                    Tenant = demand.Tenant,
                    Class = demand.Class,
                    Kind = demand.Kind,
                    Profile = demand.Profile,
                    Lanes = 1,
                    FramesPerLane = (int)Math.Max(1, demand.Frames / demand.Count),
                    MemoryBytes = demand.MemoryBytes,
                };
            }
        }
    }
}
