using Framemill.Devices;
using Framemill.Scheduling;

namespace Framemill.Tests.Unit.Scheduling;

/// <summary>How a pool is divided, and that tenants and devices go over without anything leased twice.</summary>
public class ShardTests
{
    private static readonly SchedulingOptions Options = new() { ShardsMin = 2, ShardsMax = 4 };
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void KeyOf_AndParse_AreEachOthersReverse()
    {
        Assert.Equal("cpu", PoolShards.KeyOf("cpu", 0));
        Assert.Equal(("cpu", 0), PoolShards.Parse("cpu"));
        Assert.Equal(("a#b", 3), PoolShards.Parse(PoolShards.KeyOf("a#b", 3)));
        Assert.Equal(("cpu#x", 0), PoolShards.Parse("cpu#x"));
    }

    /// <summary>Wherever it is asked, in whatever version: renders and shards must agree.</summary>
    [Fact]
    public void Of_KnownNames_StaysAsItWas()
    {
        Assert.Equal([0, 3, 0, 2], ((string[])["", "anonymous", "acme", "tenant-7"]).Select(n => PoolShards.Of(n, 4)));
    }

    [Fact]
    public void Of_OneShardMore_OnlyTheNewOneGains()
    {
        var names = Enumerable.Range(0, 10_000).Select(i => $"tenant-{i}").ToArray();
        for (var shards = 1; shards < 16; shards++)
        {
            var moved = names.Where(n => PoolShards.Of(n, shards) != PoolShards.Of(n, shards + 1)).ToArray();
            Assert.All(moved, n => Assert.Equal(shards, PoolShards.Of(n, shards + 1)));
            Assert.InRange(moved.Length * (shards + 1) / 10_000.0, 0.8, 1.2);
        }
    }

    [Fact]
    public void Targets_OneTenantBesideTen_SlotsFollowTenantsNotTheQueue()
    {
        // One wants a thousand slots, ten others four each, in another shard: of 80, each of the ten gets its four.
        var shards = new[] { Report(0, (1, 1_000)), Report(1, [.. Enumerable.Repeat((1.0, 4.0), 10)]) };
        Assert.Equal([40, 40], ShardBalance.Targets(shards, 80));

        // When all want more than there is, weights decide.
        shards = [Report(0, (1, 500), (3, 500)), Report(1, (1, 500))];
        Assert.Equal([80, 20], ShardBalance.Targets(shards, 100));

        // What nobody wants is spread.
        shards = [Report(0, (1, 10)), Report(1)];
        Assert.Equal([20, 10], ShardBalance.Targets(shards, 30));
    }

    [Fact]
    public void Decide_FewerDevicesThanShards_DividesIntoAsManyAsThereAre()
    {
        var balance = new ShardBalance(Options);
        var map = PoolMap.Single;
        for (var second = 0; second < 40; second++)
        {
            map = balance.Decide(map, Report(0) with { Devices = 3, LaneSlots = 3 }, _now).Map;
            if (second == 10) Assert.Equal(1, map.Shards); // Until all had time to report, nothing is changed.
            _now += TimeSpan.FromSeconds(1);
        }

        Assert.Equal(2, map.Shards);
        var alone = new ShardBalance(Options);
        Assert.False(alone.MustDecide(PoolMap.Single, 1, _now)); // One device is one shard.
    }

    [Fact]
    public void Enqueue_WhileOthersWereNotHeard_WaitsAndTakesNothingThatIsLeasedElsewhere()
    {
        var map = new PoolMap(_now.UtcTicks, 2);
        var (first, second) = (new PoolShard(Options, "p", 0), new PoolShard(Options, "p", 1));
        var tenant = Tenant(1);
        var work = Works.Lane("r1", 0, tenant);
        first.Enqueue([work], PoolMap.Single, _now);
        var lease = Assert.Single(Pull(first, "d", []).Granted);

        first.Adopt(map, _now);
        second.Order(new ShardOrder { Map = map }, _now);
        second.Enqueue([work, Works.Lane("r1", 1, tenant)], map, _now);
        Assert.Empty(Pull(second, "e", []).Granted);
        Assert.StartsWith("The queue is being divided", second.Queue("r1", _now).WaitingBecause);

        var notice = Assert.Single(first.Tick(_now).Notices);
        Assert.Equal((1, work.Id), (notice.To, Assert.Single(notice.Notice.Leases).WorkId));
        second.Noticed(notice.Notice, _now);
        var other = Assert.Single(Pull(second, "e", []).Granted);
        Assert.Equal(1, other.Work.Order);
        Assert.True(other.Epoch > lease.Epoch);
        Assert.Equal(2, second.Queue("r1", _now).LeasesHeld);
    }

    [Fact]
    public void Pull_SentToAnotherShard_GoesWhenItsHandsAreEmpty()
    {
        var map = new PoolMap(_now.UtcTicks, 2);
        var first = new PoolShard(Options, "p", 0);
        var tenant = Tenant(0);
        first.Enqueue([Works.Lane("r1", 0, tenant)], PoolMap.Single, _now);
        var lease = Assert.Single(Pull(first, "d", []).Granted);
        Pull(first, "e", []);
        first.Order(Give(map, slots: 2), _now);
        first.Enqueue([Works.Lane("r1", 1, tenant)], map, _now);

        Assert.Equal("p#1", Pull(first, "e", []).Home); // The idle one goes first; one stays, whatever was wanted.
        var stays = Pull(first, "d", [lease]);
        Assert.Null(stays.Home);
        Assert.Empty(stays.Granted); // It holds what it can.
    }

    [Fact]
    public void Pull_OvertakenByAMove_ChangesNothing()
    {
        var map = new PoolMap(_now.UtcTicks, 2);
        var first = new PoolShard(Options, "p", 0);
        Pull(first, "a", []);
        var late = Offer("e", []);
        Pull(first, "e", []);
        first.Order(Give(map, slots: 1), _now);
        var gone = ((string[])["a", "e"]).Single(d => Pull(first, d, []).Home is not null);
        first.Enqueue([Works.Lane("r1", 0, Tenant(0))], map, _now);

        Assert.Empty(first.Pull(late with { DeviceId = gone }, _now).Granted);
        Assert.DoesNotContain(gone, first.View().Devices);
    }

    private static ShardOrder Give(PoolMap map, int slots) => new()
    {
        Map = map, Number = 1, Give = [new Rehoming(1, slots, 0, AtLeastOne: true)],
    };

    private static string Tenant(int shard) =>
        Enumerable.Range(0, 100).Select(i => $"t{i}").First(t => PoolShards.Of(t, 2) == shard);

    private static ShardReport Report(int shard, params (double Weight, double Slots)[] demand) => new()
    {
        Shard = shard, Map = PoolMap.Single, Devices = 1, LaneSlots = 1, IsInUse = true,
        Demand = [.. demand.Select(d => new TenantDemand(d.Weight, d.Slots))],
    };

    private PullAnswer Pull(PoolShard shard, string device, IReadOnlyList<Lease> held)
    {
        _now += TimeSpan.FromMilliseconds(1);
        return shard.Pull(Offer(device, held), _now);
    }

    private DeviceOffer Offer(string device, IReadOnlyList<Lease> held) => new()
    {
        DeviceId = device,
        Description = new DeviceDescription { Pool = "p", LaneSlots = 1, LightSlots = 1, MemoryBytes = 1_000 },
        Held = held,
        Sequence = _now.UtcTicks,
        Home = "p",
    };
}
