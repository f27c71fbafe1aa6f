using Framemill.Benchmarks.Gpu;
using Framemill.Gpu;

// framemill bench gpu: each kernel's time on each card, and its part of the card's measured copy bandwidth.
switch (GpuSurvey.Run())
{
    case GpuSurvey.None none:
        Console.WriteLine($"skipped: {none.Reason}");
        return 0;
    case GpuSurvey.Found when NvrtcCompiler.WhyNotThere() is { } reason:
        Console.WriteLine($"skipped: {reason}");
        return 0;
    case GpuSurvey.Found found:
        var cache = Path.Combine(Path.GetTempPath(), "framemill-kernels");
        foreach (var card in found.Cards)
        {
            using var device = GpuDevice.Open(card, cache);
            new CardTable(device, found.Cuda, CardSizes.Large).Print(Console.Out);
        }

        return 0;
}

return 1;
