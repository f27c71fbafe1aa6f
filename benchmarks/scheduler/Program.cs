using System.Globalization;
using Framemill.Benchmarks.Scheduler;

// framemill bench scheduler [cycle|renders|peers] [COUNT]: the decisions alone, then no-op renders through the real
// grains and jobs of as many tasks through other queues, in turn, three rounds each.
const int Rounds = 3;
var part = args.Length > 0 ? args[0] : "";
var count = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 3_000;
var load = File.ReadAllText("/proc/loadavg").Split(' ')[0];
Console.WriteLine($"{Environment.ProcessorCount} cores, load {load}, .NET {Environment.Version}");
if (part is "" or "cycle") Console.WriteLine(CycleBenchmark.Run());
if (part is not ("" or "renders" or "peers")) return;

using var peers = new Peers();
var contenders = new List<IContender>();
try
{
    if (part is "" or "renders") contenders.Add(await RendersBenchmark.StartAsync());
    if (part is "" or "peers") contenders.AddRange(peers.Start(Console.WriteLine));
    foreach (var contender in contenders) await contender.RunAsync(Contest.WarmUp);
    var contest = new Contest(contenders, count);
    for (var round = 0; round < Rounds; round++) await contest.RunAsync();
    foreach (var line in contest.Table()) Console.WriteLine(line);
}
finally
{
    foreach (var contender in contenders) await contender.DisposeAsync();
}
