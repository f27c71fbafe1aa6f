using System.Diagnostics;
using System.Globalization;
using Framemill.Simulation;
using Framemill.Simulation.Oracle;
using Framemill.Simulation.Scale;

// simulate [--seed N] [--seeds COUNT]: one seed with its history, or many in a row.
// simulate --scale [--devices N] [--tenants N] [--hours N] [--load PERCENT] [--into DIR]: a day at a large cluster.
if (args.Contains("--scale")) return Scale();
var coverage = new SortedDictionary<string, long>(StringComparer.Ordinal);
var one = Number("--seed");
var count = Number("--seeds") ?? 5_000;
if (one is { } seed) return Play(seed, isTalkative: true) ? 0 : 1;

var watch = Stopwatch.StartNew();
for (var next = 0UL; next < count; next++)
{
    if (!Play(next, isTalkative: false)) return 1;
}

foreach (var (point, times) in coverage) Console.WriteLine($"{times,12} {point}");
Console.WriteLine($"{count} seeds held in {watch.Elapsed.TotalSeconds:F1} s");
return 0;

// A seed is a world with its faults, and a duel of the shipped decisions with the oracle.
bool Play(ulong number, bool isTalkative)
{
    var result = new ClusterSimulation(number).Run();
    Count(result.Coverage);
    var duel = new PolicyDuel(number);
    var differs = duel.Run();
    Count(duel.Coverage);
    var held = result.Broken is null && differs is null;
    if (held && !isTalkative) return true;
    Console.WriteLine(result.History);
    Console.WriteLine(
        $"seed {number}: {result.Broken ?? "held"} after {result.Steps} steps, "
        + $"{result.VirtualSeconds:F0} virtual seconds; {differs ?? "the oracle agrees"}");
    if (!held) Console.WriteLine($"again: ./framemill simulate --seed {number}");
    return held;
}

void Count(IReadOnlyDictionary<string, long> points)
{
    foreach (var (point, times) in points) coverage[point] = coverage.GetValueOrDefault(point) + times;
}

int Scale()
{
    var most = new ScaleSettings();
    var settings = most with
    {
        Devices = (int)(Number("--devices") ?? (ulong)most.Devices),
        Tenants = (int)(Number("--tenants") ?? (ulong)most.Tenants),
        Hours = Number("--hours") ?? most.Hours,
        Load = (Number("--load") ?? (ulong)(100 * most.Load)) / 100.0,
    };
    var reports = ScaleScenario.Run(settings, Console.Error.WriteLine);
    Console.WriteLine(ScaleTable.Of(settings, reports));
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds:F0} processor seconds in all, "
        + $"{Process.GetCurrentProcess().PeakWorkingSet64 / 1e9:F1} GB at most"));
    var at = Array.IndexOf(args, "--into");
    if (at < 0 || at + 1 >= args.Length) return 0;
    foreach (var (name, svg) in ScalePlots.Of(reports)) File.WriteAllText(Path.Combine(args[at + 1], name), svg);
    return 0;
}

ulong? Number(string option)
{
    var at = Array.IndexOf(args, option);
    return at >= 0 && at + 1 < args.Length ? ulong.Parse(args[at + 1], CultureInfo.InvariantCulture) : null;
}
