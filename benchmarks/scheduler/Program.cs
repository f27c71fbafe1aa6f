using System.Globalization;
using Framemill.Benchmarks.Scheduler;

// framemill bench scheduler [cycle|renders|peers] [COUNT]: the decisions alone, no-op renders through the real
// grains, and
// the same through other queues.
var part = args.Length > 0 ? args[0] : "";
var count = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1_000;
var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
Console.WriteLine($"{Environment.ProcessorCount} cores, load {load}, .NET {Environment.Version}");
Console.WriteLine("| what | figure | |");
Console.WriteLine("|---|---:|---:|");
if (part is "" or "cycle") Console.WriteLine(CycleBenchmark.Run());
if (part is "" or "renders") Console.WriteLine(await new RendersBenchmark(count).RunAsync());
if (part is "" or "peers")
{
    using var peers = new Peers(count);
    foreach (var line in peers.Run()) Console.WriteLine(line);
}
