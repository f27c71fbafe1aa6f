using Framemill.Gpu;
using Framemill.Gpu.Native;
using Framemill.Testing;
using Framemill.Tests.Gpu.Checks;
using Framemill.Tests.Gpu.Support;

namespace Framemill.Tests.Gpu;

/// <summary>The same on every card that this machine has. Where there is none, the one skipped test says why.</summary>
public sealed class CardTests
{
    [Fact]
    public void Cards_EveryKernel_GivesTheBytesOfItsTwin()
    {
        var survey = GpuSurvey.Run();
        Assert.SkipWhen(survey is GpuSurvey.None, (survey as GpuSurvey.None)?.Reason ?? "");
        Assert.SkipWhen(RunTimeCompiler.WhyNotThere is not null, RunTimeCompiler.WhyNotThere ?? "");
        var faults = new List<string>();
        foreach (var card in Assert.IsType<GpuSurvey.Found>(survey).Cards)
        {
            using var folder = new TempFolder();
            using var device = GpuDevice.Open(card, folder.Path);
            foreach (var (name, check) in KernelChecks.All)
            {
                if (Fault(device, check) is { } fault) faults.Add($"{card.Name}, {name}: {fault}");
            }

            // The second start finds all of them in the cache.
            var cache = new KernelCache(new RefusingCompiler(new NvrtcCompiler()), folder.Path);
            using var again = GpuDevice.Open(CudaDrivers.Default, card, cache);
            if (Fault(again, KernelChecks.All["mix"]) is { } second) faults.Add($"{card.Name}, cached: {second}");
            if (!WatchTells(card)) faults.Add($"{card.Name}: no health is told");
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static string? Fault(GpuDevice device, Action<TwinBench> check)
    {
        try
        {
            using var bench = new TwinBench(device, seed: 21);
            check(bench);
            bench.Stream.Synchronize();
            return null;
        }
        catch (Exception fault)
        {
            return fault.Message;
        }
    }

    private static bool WatchTells(GpuCard card)
    {
        using var watch = CardWatch.TryOpen(out _);
        return watch is null || watch.Read(card).MemoryTotalBytes > 0;
    }

    private sealed class RefusingCompiler(IKernelCompiler named) : IKernelCompiler
    {
        public string Identity => named.Identity;

        public byte[] Compile(KernelUnit unit, ComputeCapability capability) =>
            throw new InvalidOperationException($"{unit.Name} is not in the cache.");
    }
}
