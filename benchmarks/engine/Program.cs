using Framemill.Benchmarks.Engine;
using Framemill.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

// framemill bench engine [FILTER]: local calls, stream events and durable state writes of the engine in use.
var filter = args.Length > 0 ? args[0] : "";
var folder = Directory.CreateTempSubdirectory("framemill-bench-").FullName;
try
{
    var builder = Host.CreateApplicationBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Warning);
    builder.UseOrleans(silo => silo
        .UseLocalhostClustering(siloPort: 11911, gatewayPort: 30911)
        .AddMemoryGrainStorage("PubSubStore")
        .AddMemoryStreams(StreamBenchmark.Provider)
        .AddSqliteGrainStorage(StateBenchmark.Storage, options => options.Path = Path.Combine(folder, "state.db")));
    using var host = builder.Build();
    await host.StartAsync();
    var grains = host.Services.GetRequiredService<IGrainFactory>();

    Console.WriteLine(Machine.Describe());
    Console.WriteLine(Result.Header);
    foreach (var benchmark in (IEnumerable<Benchmark>)
        [.. EchoBenchmark.All(grains), .. StreamBenchmark.All(grains), .. StateBenchmark.All(grains)])
    {
        if (!benchmark.Name.Contains(filter, StringComparison.OrdinalIgnoreCase)) continue;
        Console.WriteLine(await Rounds.RunAsync(benchmark));
    }

    await host.StopAsync();
}
finally
{
    Directory.Delete(folder, recursive: true);
}
