using Framemill.Devices;
using Framemill.Scheduling;
using Framemill.Tests.Unit.Scheduling;

namespace Framemill.Tests.Unit.Devices;

public class DeviceLedgerTests
{
    private readonly DeviceLedger _ledger = new(Works.Device(lanes: 2, steps: 1, memory: 250));
    private readonly DateTimeOffset _now = Works.Start;

    [Fact]
    public void Admit_MoreLanesThanSlots_GivesTheRestBack()
    {
        Assert.True(_ledger.Admit(Lease(1), _now));
        Assert.True(_ledger.Admit(Lease(2), _now));
        Assert.False(_ledger.Admit(Lease(3), _now));

        var ended = Assert.Single(_ledger.Offer("d", _now).Ended);
        Assert.Equal(("3", LeaseEnd.Returned), (ended.LeaseId, ended.End));
    }

    [Fact]
    public void Admit_MoreMemoryThanThereIs_Refuses()
    {
        Assert.True(_ledger.Admit(Lease(1, memory: 200), _now));
        Assert.False(_ledger.Admit(Lease(2, memory: 51), _now));
        Assert.Equal(200, _ledger.BookedBytes);
    }

    [Fact]
    public void Admit_LanesFull_StillTakesAStep()
    {
        _ledger.Admit(Lease(1), _now);
        _ledger.Admit(Lease(2), _now);

        Assert.True(_ledger.Admit(Lease(3, memory: 1) with { Work = Works.Step("s") }, _now));
    }

    [Fact]
    public void Admit_SameLeaseTwice_HoldsItOnce()
    {
        _ledger.Admit(Lease(1), _now);

        Assert.False(_ledger.Admit(Lease(1), _now));
        Assert.Single(_ledger.Held);
        Assert.Empty(_ledger.Offer("d", _now).Ended);
    }

    [Fact]
    public void Admit_OlderEpochOfHeldWork_Refuses()
    {
        _ledger.Admit(Lease(5), _now);

        Assert.False(_ledger.Admit(Lease(4) with { Work = Lease(5).Work }, _now));
    }

    [Fact]
    public void Admit_Draining_GivesBack()
    {
        _ledger.IsDraining = true;

        Assert.False(_ledger.Admit(Lease(1), _now));
        Assert.True(_ledger.Offer("d", _now).IsDraining);
        Assert.Single(_ledger.Offer("d", _now).Ended);
    }

    [Fact]
    public void Offer_UnansweredEnd_IsToldAgain()
    {
        _ledger.Admit(Lease(1), _now);
        _ledger.End("1", LeaseEnd.Finished, 60, _now.AddSeconds(4));
        var first = _ledger.Offer("d", _now);

        Assert.Equal(TimeSpan.FromSeconds(4), Assert.Single(first.Ended).Busy);
        Assert.Single(_ledger.Offer("d", _now).Ended);
        _ledger.Renewed(first, new PullAnswer(), _now);
        Assert.Empty(_ledger.Offer("d", _now).Ended);
    }

    [Fact]
    public void Offer_ClockStandsStill_StillGrows() =>
        Assert.True(_ledger.Offer("d", _now).Sequence < _ledger.Offer("d", _now).Sequence);

    [Fact]
    public void Lapsed_NotRenewed_AfterTheLeasesDuration()
    {
        _ledger.Admit(Lease(1), _now);

        Assert.Empty(_ledger.Lapsed(_now.AddSeconds(14)));
        Assert.Equal(["1"], _ledger.Lapsed(_now.AddSeconds(15)));
    }

    [Fact]
    public void Renewed_CountsFromTheOfferNotTheAnswer()
    {
        _ledger.Admit(Lease(1), _now);
        var offer = _ledger.Offer("d", _now.AddSeconds(10));
        _ledger.Renewed(offer, new PullAnswer(), _now.AddSeconds(10));

        Assert.Empty(_ledger.Lapsed(_now.AddSeconds(24)));
        Assert.Single(_ledger.Lapsed(_now.AddSeconds(25)));
    }

    [Fact]
    public void Renewed_Revoked_IsNotRenewed()
    {
        _ledger.Admit(Lease(1), _now);
        var offer = _ledger.Offer("d", _now.AddSeconds(10));
        _ledger.Renewed(offer, new PullAnswer { Revoked = ["1"] }, _now.AddSeconds(10));

        Assert.Single(_ledger.Lapsed(_now.AddSeconds(15)));
    }

    [Fact]
    public void Admit_WorkThatNeedsAModel_BooksItOnceAndKeepsIt()
    {
        Assert.True(_ledger.Admit(Needs(1, "speech", 100), _now));
        Assert.True(_ledger.Admit(Needs(2, "speech", 100), _now));
        Assert.Equal(120, _ledger.BookedBytes);
        _ledger.End("1", LeaseEnd.Finished, 60, _now);
        _ledger.End("2", LeaseEnd.Finished, 60, _now);

        Assert.Equal(100, _ledger.BookedBytes);
        Assert.Equal("speech", Assert.Single(_ledger.Offer("d", _now).Models).Key);
    }

    [Fact]
    public void Admit_NoRoomBesideModelsAtRest_TheOldestGoes()
    {
        foreach (var (id, model) in ((long, string)[])[(1, "a"), (2, "b"), (3, "a")])
        {
            Assert.True(_ledger.Admit(Needs(id, model, 100), _now));
            _ledger.End($"{id}", LeaseEnd.Finished, 60, _now);
        }

        Assert.True(_ledger.Admit(Needs(4, "c", 100), _now));
        Assert.Equal(["a", "c"], _ledger.Models.Select(m => m.Key));
    }

    [Fact]
    public void Admit_NoRoomBesideModelsInUse_Refuses()
    {
        Assert.True(_ledger.Admit(Needs(1, "a", 150), _now));
        Assert.False(_ledger.Admit(Needs(2, "b", 100), _now));
        Assert.Equal(["a"], _ledger.Models.Select(m => m.Key));
    }

    private static Lease Needs(long id, string model, long bytes)
    {
        var lease = Lease(id, memory: 10);
        return lease with { Work = lease.Work with { Model = Works.Model(model, bytes) } };
    }

    private static Lease Lease(long epoch, long memory = 100) => new()
    {
        Id = epoch.ToString(System.Globalization.CultureInfo.InvariantCulture),
        Work = Works.Lane("r", (int)epoch) with { MemoryBytes = memory },
        Epoch = epoch,
        Duration = TimeSpan.FromSeconds(15),
    };
}
