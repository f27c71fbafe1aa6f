using Framemill.Scheduling;

namespace Framemill.Tests.Unit.Scheduling;

public class WorkPoolTests
{
    private readonly WorkPool _pool = new(new SchedulingOptions());
    private readonly DateTimeOffset _now = Works.Start;

    [Fact]
    public void Pull_Waiting_GrantsWhatFits()
    {
        _pool.Enqueue([Works.Lane("r", 0), Works.Lane("r", 1), Works.Lane("r", 2), Works.Step("s")], _now);
        var granted = _pool.Pull(Works.Offer(1), _now).Granted;

        Assert.Equal(["r/segments/0", "r/segments/1", "s/Prepare/0"], granted.Select(l => l.Work.Id).Order());
        Assert.Equal(granted.Count, granted.Select(l => l.Epoch).Distinct().Count());
        Assert.Equal(1, _pool.WaitingCount);
    }

    [Fact]
    public void Enqueue_WaitingOrLeased_ChangesNothing()
    {
        _pool.Enqueue([Works.Lane("r", 0)], _now);
        _pool.Enqueue([Works.Lane("r", 0)], _now);
        Assert.Equal(1, _pool.WaitingCount);

        _pool.Pull(Works.Offer(1), _now);
        Assert.Empty(_pool.Enqueue([Works.Lane("r", 0)], _now));
        Assert.Equal(0, _pool.WaitingCount);
    }

    [Fact]
    public void Enqueue_HigherAttemptThanLeased_ReplacesTheLease()
    {
        var lease = Lease();
        var revoked = _pool.Enqueue([lease.Work with { Attempt = 1 }], _now);

        Assert.Equal(new Revocation("silo/a", lease.Id), Assert.Single(revoked));
        Assert.Equal(1, _pool.WaitingCount);
        var answer = _pool.Pull(Works.Offer(2, held: [lease]), _now);
        Assert.Equal(lease.Id, Assert.Single(answer.Revoked));
        Assert.True(Assert.Single(answer.Granted).Epoch > lease.Epoch);
    }

    [Fact]
    public void Pull_EndedLease_FreesItsRoomAndMeasures()
    {
        var lease = Lease();
        _pool.Pull(Works.Offer(2, ended: Works.Ended(lease)), _now.AddSeconds(2));

        Assert.Empty(_pool.Leases);
        Assert.Equal(60, _pool.View().FramesPerSecond); // 30 frames a second on each of two lanes.
    }

    [Fact]
    public void Pull_ReturnedLease_WaitsAgain()
    {
        var lease = Lease();
        _pool.Pull(Works.Offer(2, ended: Works.Ended(lease, LeaseEnd.Returned)) with { IsDraining = true }, _now);

        Assert.Equal(lease.Work.Id, Assert.Single(_pool.WaitingIds));
    }

    [Fact]
    public void Pull_AnswerWasLost_GrantsTheWorkAgainUnderANewEpoch()
    {
        var lost = Lease();
        var again = Assert.Single(_pool.Pull(Works.Offer(2), _now).Granted);

        Assert.Equal(lost.Work.Id, again.Work.Id);
        Assert.True(again.Epoch > lost.Epoch);
    }

    [Fact]
    public void Pull_OvertakenOffer_ChangesNothing()
    {
        var lease = Lease(sequence: 5);
        var answer = _pool.Pull(Works.Offer(4), _now);

        Assert.Empty(answer.Granted);
        Assert.Equal(lease.Id, Assert.Single(_pool.Leases).Lease.Id);
    }

    [Fact]
    public void Expire_NotRenewed_GivesTheWorkToAnother()
    {
        var lease = Lease();
        Assert.False(_pool.Expire(_now.AddSeconds(14)));
        Assert.True(_pool.Expire(_now.AddSeconds(15)));

        var other = Assert.Single(_pool.Pull(Works.Offer(1, "silo/b"), _now.AddSeconds(16)).Granted);
        Assert.True(other.Epoch > lease.Epoch);
        Assert.Equal([lease.Id], _pool.Pull(Works.Offer(2, held: [lease]), _now.AddSeconds(17)).Revoked);
    }

    [Fact]
    public void Lose_SiloOfADevice_GivesItsWorkToAnotherAtOnce()
    {
        var lease = Lease();
        Assert.True(_pool.Lose(["silo"], _now));
        Assert.False(_pool.Lose(["silo"], _now));

        var other = Assert.Single(_pool.Pull(Works.Offer(1, "other/a"), _now).Granted);
        Assert.True(other.Epoch > lease.Epoch);
        Assert.Equal(["other/a"], _pool.View().Devices);
    }

    [Fact]
    public void Lose_OfferThatWasOnItsWay_IsOvertaken()
    {
        var lease = Lease(sequence: 5);
        _pool.Pull(Works.Offer(6, ended: Works.Ended(lease, LeaseEnd.Returned)) with { IsDraining = true }, _now);
        _pool.Lose(["silo"], _now);

        Assert.Equal(1, _pool.WaitingCount);
        Assert.Empty(_pool.Pull(Works.Offer(5, held: [lease]), _now).Granted);
        Assert.Empty(_pool.Leases);
    }

    [Fact]
    public void Lose_SiloThatIsBack_RevokesWhatItHolds()
    {
        var lease = Lease();
        _pool.Lose(["silo"], _now);
        var answer = _pool.Pull(Works.Offer(2, held: [lease]), _now);

        Assert.Equal([lease.Id], answer.Revoked);
        Assert.True(Assert.Single(answer.Granted).Epoch > lease.Epoch);
    }

    [Fact]
    public void Expire_Renewed_Holds()
    {
        var lease = Lease();
        _pool.Pull(Works.Offer(2, held: [lease]), _now.AddSeconds(10));

        Assert.False(_pool.Expire(_now.AddSeconds(20)));
        Assert.True(_pool.Expire(_now.AddSeconds(25)));
    }

    [Fact]
    public void Pull_PoolThatLostItsMemory_LearnsOfHeldLeases()
    {
        var lease = Lease();
        var reborn = new WorkPool(new SchedulingOptions());
        reborn.Enqueue([lease.Work, Works.Lane("r", 1)], _now);
        var answer = reborn.Pull(Works.Offer(2, held: [lease]), _now);

        Assert.Empty(answer.Revoked);
        var granted = Assert.Single(answer.Granted);
        Assert.Equal("r/segments/1", granted.Work.Id);
        Assert.True(granted.Epoch > lease.Epoch);
    }

    [Fact]
    public void Withdraw_TakesOutAllOfARenderAndNamesItsHolders()
    {
        var lease = Lease();
        _pool.Enqueue([Works.Lane("r", 1), Works.Lane("other")], _now);

        Assert.Equal(new Revocation("silo/a", lease.Id), Assert.Single(_pool.Withdraw("r", _now)));
        Assert.Equal("other/segments/0", Assert.Single(_pool.WaitingIds));
        Assert.Equal([lease.Id], _pool.Pull(Works.Offer(2, held: [lease]), _now).Revoked);
    }

    [Fact]
    public void Enqueue_MoreThanMayWait_LeavesTheRestForLater()
    {
        var pool = new WorkPool(new SchedulingOptions { WaitingMax = 2 });
        pool.Enqueue([Works.Lane("r", 0), Works.Lane("r", 1), Works.Lane("r", 2)], _now);

        Assert.Equal(2, pool.WaitingCount);
    }

    [Fact]
    public void Queue_Waiting_TellsPositionReasonAndTime()
    {
        var lease = Lease();
        _pool.Pull(Works.Offer(2, ended: Works.Ended(lease)), _now.AddSeconds(2));
        _pool.Enqueue([Works.Lane("a", 0), Works.Lane("a", 1)], _now);
        _pool.Pull(Works.Offer(3), _now);
        _pool.Enqueue([Works.Lane("b"), Works.Lane("c")], _now);

        var view = _pool.Queue("c", _now);
        Assert.Equal((2, "All devices are busy."), (view.Position, view.WaitingBecause));
        Assert.Equal(2.0, view.SecondsAhead); // Two lanes of two seconds have just begun.
        Assert.Equal(0, _pool.Queue("a", _now).Position);
        Assert.Equal(2, _pool.Queue("a", _now).LeasesHeld);
    }

    [Fact]
    public void DevicesToWake_OnlyThoseWithRoom()
    {
        _pool.Pull(Works.Offer(1, "silo/a"), _now);
        _pool.Pull(Works.Offer(1, "silo/b") with { IsDraining = true }, _now);
        Assert.Empty(_pool.DevicesToWake(_now));
        _pool.Enqueue([Works.Lane("r")], _now);

        Assert.Equal(["silo/a"], _pool.DevicesToWake(_now));
    }

    private Lease Lease(long sequence = 1)
    {
        _pool.Enqueue([Works.Lane("r", 0)], _now);
        return Assert.Single(_pool.Pull(Works.Offer(sequence), _now).Granted);
    }
}
