using System.Globalization;
using Framemill.Capacity;
using Framemill.Devices;
using Framemill.Scheduling;

namespace Framemill.Simulation.Scale;

/// <summary>
/// A day at a large private cluster: three kinds of devices, tenants of very different size, quiet nights and busy
/// afternoons, storms in which one tenant sends hundreds of films, and lengths with a heavy tail.
/// </summary>
public sealed class ScaleDemand(ScaleSettings settings)
{
    private const double TickSeconds = 10;
    private const int FramesPerLane = 480;
    private const int FirstLaneFrames = 60;
    private const int LanesMax = 1_500;
    private const int Models = 8;
    private const double StormsAnHour = 4;

    /// <summary>Slot seconds of a film at speed 1, on the mean over many: measured from this very generator.</summary>
    private readonly double _meanSeconds = MeanSeconds();

    private static readonly (double Speed, double Part)[] Kinds = [(2.0, 0.2), (1.0, 0.6), (0.4, 0.2)];

    public static double FramesPerSecond(WorkItem work) => work.Profile == "uhd" ? 4 : 12;

    public IReadOnlyList<ReplayDevice> Devices()
    {
        var devices = new List<ReplayDevice>();
        for (var i = 0; i < settings.Devices; i++)
        {
            var part = (i + 0.5) / settings.Devices;
            var speed = part < Kinds[0].Part ? Kinds[0].Speed
                : part < Kinds[0].Part + Kinds[1].Part ? Kinds[1].Speed : Kinds[2].Speed;
            var description = new DeviceDescription
            {
                Pool = "scale",
                LaneSlots = 1,
                LightSlots = 1,
                MemoryBytes = 1_000,
            };
            var id = string.Create(CultureInfo.InvariantCulture, $"device{i:D5}");
            devices.Add(new ReplayDevice(id, speed, description));
        }

        return devices;
    }

    public IEnumerable<ReplayArrival> Arrivals()
    {
        var random = new SimRandom(settings.Seed);
        var capacity = settings.Devices * Kinds.Sum(k => k.Speed * k.Part);
        var filmsASecond = settings.Load * capacity / _meanSeconds;
        var tenants = Zipf(settings.Tenants, 0.9);
        var storms = new List<(double Until, int Tenant, double FilmsASecond)>();
        var batch = new List<ReplayArrival>();
        var count = 0L;
        for (double at = 0; at < settings.Hours * 3_600; at += TickSeconds)
        {
            if (random.Chance(StormsAnHour * TickSeconds / 3_600))
            {
                var strength = random.Pareto(0.05, 5, 0.8) / 5;
                storms.Add((at + 300, random.Next(0, settings.Tenants), strength * filmsASecond));
            }

            storms.RemoveAll(s => s.Until <= at);
            batch.Clear();
            var usual = random.Poisson(0.92 * filmsASecond * Course(at) * TickSeconds);
            for (var i = 0; i < usual; i++)
                batch.Add(Film(random, at, Pick(random, tenants), count++));
            foreach (var storm in storms)
            {
                var films = random.Poisson(storm.FilmsASecond * TickSeconds);
                for (var i = 0; i < films; i++) batch.Add(Film(random, at, storm.Tenant, count++));
            }

            batch.Sort((x, y) => x.At.CompareTo(y.At));
            foreach (var film in batch) yield return film;
        }
    }

    /// <summary>Quiet at night, full in the afternoon; 1 on the mean of a day.</summary>
    private static double Course(double at) =>
        1 + (0.45 * Math.Sin(((at / 86_400) - 0.25) * 2 * Math.PI)) + (0.15 * Math.Sin(at / 86_400 * 6 * Math.PI));

    private static double MeanSeconds()
    {
        const int Films = 100_000;
        var random = new SimRandom(4_711);
        double seconds = 0;
        for (var i = 0; i < Films; i++)
        {
            var film = Film(random, 0, 0, i);
            var frames = FirstLaneFrames + ((double)(film.Lanes - 1) * FramesPerLane);
            seconds += frames / (film.Profile == "uhd" ? 4 : 12);
        }

        return seconds / Films;
    }

    private static ReplayArrival Film(SimRandom random, double at, int tenant, long number)
    {
        var draw = random.NextDouble();
        var workClass = draw < 0.25 ? WorkClass.Interactive : draw < 0.75 ? WorkClass.Standard : WorkClass.Batch;
        var lanes = workClass switch
        {
            WorkClass.Interactive => random.Next(1, 5),
            WorkClass.Standard => (int)random.Pareto(1, LanesMax / 4, 1.3),
            _ => (int)random.Pareto(4, LanesMax, 1.3),
        };
        return new ReplayArrival
        {
            At = at + (random.NextDouble() * TickSeconds),
            RenderId = string.Create(CultureInfo.InvariantCulture, $"film{number}"),
            Tenant = string.Create(CultureInfo.InvariantCulture, $"tenant{tenant:D4}"),
            Class = workClass,
            Lanes = lanes,
            FramesPerLane = FramesPerLane,
            FirstLaneFrames = FirstLaneFrames,
            MemoryBytes = 100,
            Profile = random.Chance(0.3) ? "uhd" : "hd",
            Model = random.Chance(0.3) ? ModelOf((int)random.Pareto(1, Models + 1, 1)) : null,
        };
    }

    private static ModelNeed ModelOf(int number) => new()
    {
        Key = string.Create(CultureInfo.InvariantCulture, $"model{Math.Min(number, Models)}"),
        Bytes = 350,
        LoadTime = TimeSpan.FromSeconds(20),
    };

    /// <summary>Sums of the parts of tenants, the largest first.</summary>
    private static double[] Zipf(int count, double tail)
    {
        var sums = new double[count];
        double sum = 0;
        for (var i = 0; i < count; i++) sums[i] = sum += Math.Pow(i + 1, -tail);
        return sums;
    }

    private static int Pick(SimRandom random, double[] sums)
    {
        var at = Array.BinarySearch(sums, random.NextDouble() * sums[^1]);
        return Math.Min(sums.Length - 1, at < 0 ? ~at : at);
    }
}
