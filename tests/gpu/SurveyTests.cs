using System.Runtime.InteropServices;
using Framemill.Gpu;
using Framemill.Gpu.Native;
using Framemill.Tests.Gpu.Support;

namespace Framemill.Tests.Gpu;

/// <summary>What a machine says of its cards, above all when it has none.</summary>
public sealed class SurveyTests
{
    [Fact]
    public void Run_OnThisMachine_FindsCardsOrSaysWhyNot()
    {
        switch (GpuSurvey.Run())
        {
            case GpuSurvey.None none:
                Assert.NotEmpty(none.Reason);
                break;
            case GpuSurvey.Found found:
                Assert.NotEmpty(found.Cards);
                Assert.All(found.Cards, card => Assert.StartsWith("GPU-", card.Uuid, StringComparison.Ordinal));
                break;
        }
    }

    [Fact]
    public void Run_DriverWithACard_TellsOfIt()
    {
        var found = Assert.IsType<GpuSurvey.Found>(GpuSurvey.Run(new SoftwareCard()));
        Assert.Equal("12.4", found.Cuda);
        var card = Assert.Single(found.Cards);
        Assert.Equal(SoftwareCard.Card.Name, card.Name);
        Assert.Equal("GPU-00000000-0000-0000-0000-000000000000", card.Uuid);
        Assert.Equal((9, 0), (card.ComputeCapability.Major, card.ComputeCapability.Minor));
        Assert.Equal(SoftwareCard.Card.MemoryBytes, card.MemoryBytes);
    }

    [Fact]
    public void TryOpen_OnThisMachine_WatchesOrSaysWhyNot()
    {
        using var watch = CardWatch.TryOpen(out var reason);
        Assert.Equal(watch is null, reason is not null);
        if (!File.Exists("/dev/nvidiactl") && watch is null)
            Assert.Matches("^libnvidia-ml.so.1 is not on this machine$|^nvmlInit", reason);
    }

    /// <summary>As NVML's header has them on 64 bits: a wrong size would be written past.</summary>
    [Fact]
    public void Structures_OfNvml_HaveItsSizes()
    {
        Assert.Equal(24, Marshal.SizeOf<Nvml.MemoryInfo>());
        Assert.Equal(8, Marshal.SizeOf<Nvml.Utilization>());
        Assert.Equal(32, Marshal.SizeOf<Nvml.EventData>());
        Assert.Equal(16, Marshal.OffsetOf<Nvml.EventData>("<Value>k__BackingField").ToInt32());
    }

    [Fact]
    public void Check_FailedCall_IsNamedWithItsAnswer()
    {
        var card = new SoftwareCard();
        var fault = Assert.Throws<CudaException>(() => CudaException.Check(card.MemAlloc(out _, 16)));
        Assert.Equal(("MemAlloc", CudaResult.InvalidContext), (fault.Call, fault.Result));
        Assert.Equal("cuMemAlloc answered InvalidContext (201).", fault.Message);
    }
}
