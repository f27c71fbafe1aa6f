using System.Diagnostics;
using System.Globalization;
using Framemill.Simulation;

// simulate [--seed N] [--seeds COUNT]: one seed with its history, or many in a row.
var one = Number("--seed");
var count = Number("--seeds") ?? 2_000;
if (one is { } seed)
{
    var only = new ClusterSimulation(seed).Run();
    Console.WriteLine(only.History);
    Console.WriteLine(Line(only));
    return only.Broken is null ? 0 : 1;
}

var watch = Stopwatch.StartNew();
var coverage = new SortedDictionary<string, long>(StringComparer.Ordinal);
for (var next = 0UL; next < count; next++)
{
    var result = new ClusterSimulation(next).Run();
    foreach (var (point, times) in result.Coverage) coverage[point] = coverage.GetValueOrDefault(point) + times;
    if (result.Broken is null) continue;
    Console.WriteLine(result.History);
    Console.WriteLine(Line(result));
    return 1;
}

foreach (var (point, times) in coverage) Console.WriteLine($"{times,12} {point}");
Console.WriteLine($"{count} seeds held in {watch.Elapsed.TotalSeconds:F1} s");
return 0;

static string Line(SimulationResult result) =>
    $"seed {result.Seed}: {result.Broken ?? "held"} after {result.Steps} steps, "
    + $"{result.VirtualSeconds:F0} virtual seconds";

ulong? Number(string option)
{
    var at = Array.IndexOf(args, option);
    return at >= 0 && at + 1 < args.Length ? ulong.Parse(args[at + 1], CultureInfo.InvariantCulture) : null;
}
