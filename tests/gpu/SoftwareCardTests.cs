using Framemill.Gpu;
using Framemill.Tests.Gpu.Checks;
using Framemill.Tests.Gpu.Support;

namespace Framemill.Tests.Gpu;

/// <summary>
/// The kernels' own sources, compiled for this machine's processor and launched through the same code as on a card:
/// the same bytes as their twins.
/// </summary>
public sealed class SoftwareCardTests
{
    public static TheoryData<string> Names => [.. KernelChecks.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Kernel_RandomInput_GivesTheBytesOfItsTwin(string name)
    {
        var card = new SoftwareCard();
        using (var device = GpuDevice.Open(card, SoftwareCard.Card, card))
        using (var bench = new TwinBench(device, seed: 20))
        {
            KernelChecks.All[name](bench);
            bench.Stream.Synchronize();
        }

        Assert.Equal(0, card.Held);
        Assert.Equal(0, card.Retained);
    }
}
