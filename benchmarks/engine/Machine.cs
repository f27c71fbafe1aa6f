using System.Runtime;
using System.Runtime.InteropServices;
using Orleans.Runtime;

namespace Framemill.Benchmarks.Engine;

/// <summary>Where numbers come from, without which they mean nothing.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var engine = typeof(GrainId).Assembly.GetName();
        var collector = GCSettings.IsServerGC ? "server" : "workstation";
        return $"{Processor()}, {Environment.ProcessorCount} cores, load {Load()}, "
            + $"{RuntimeInformation.FrameworkDescription}, "
            + $"{collector} GC, {Build}, engine {engine.Name} {engine.Version}";
    }

    private static string Build =>
#if DEBUG
        "DEBUG BUILD: numbers are worthless";
#else
        "release";
#endif

    private static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo")
            .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            ?.Split(':', 2)[1].Trim() ?? "unknown processor"
        : RuntimeInformation.ProcessArchitecture.ToString();

    private static string Load() =>
        File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";
}
