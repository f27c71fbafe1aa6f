using Framemill.Scheduling;

namespace Framemill.Tests.Unit.Scheduling;

public class FairShareTests
{
    [Fact]
    public void Of_AfterAHalfLife_CountsHalf()
    {
        var share = new FairShare(TimeSpan.FromMinutes(10));
        share.Charge("t", 80, Works.Start);

        Assert.Equal(40, share.Of("t", Works.Start.AddMinutes(10)), 6);
        Assert.Equal(10, share.Of("t", Works.Start.AddMinutes(30)), 6);
    }

    [Fact]
    public void Charge_MoreGivenBackThanTaken_IsNeverACredit()
    {
        var share = new FairShare(TimeSpan.FromMinutes(10));
        share.Charge("t", -5, Works.Start);

        Assert.Equal(0, share.Of("t", Works.Start));
    }

    [Fact]
    public void Of_ClockGoneBack_DoesNotGrow()
    {
        var share = new FairShare(TimeSpan.FromMinutes(10));
        share.Charge("t", 80, Works.Start);

        Assert.Equal(80, share.Of("t", Works.Start.AddHours(-1)));
    }

    [Fact]
    public void At_LongAgo_ForgetsTheTenant()
    {
        var share = new FairShare(TimeSpan.FromSeconds(1));
        share.Charge("t", 80, Works.Start);
        _ = share.At(Works.Start.AddHours(1));

        Assert.Empty(share.At(Works.Start.AddHours(1)));
    }
}
