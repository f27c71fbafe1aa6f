namespace Framemill.Scheduling;

/// <summary>What time does to a shard, and what shards say to each other about once a second.</summary>
public sealed partial class PoolShard
{
    /// <summary>Once each <see cref="SchedulingOptions.ExpireEvery"/>.</summary>
    public ShardTick Tick(DateTimeOffset now)
    {
        Begin(now);
        var hasLapsed = _pool.Expire(now);
        if (Index == 0 && IsWhole && _noticed.Count == 0 && !_balance!.MustDecide(Map, _pool.UsableCount, now))
            return hasLapsed ? ShardTick.Lapsed : ShardTick.Nothing;

        ForgetElsewhere(now);
        if (_unheard.Count > 0) Settle(now);
        ForgetMoved();
        List<string> wake = [];
        List<(int, ShardOrder)> orders = [];
        var report = Report();
        if (_balance is not null)
        {
            var decision = _balance.Decide(Map, report, now);
            Adopt(decision.Map, now);
            foreach (var (shard, order) in decision.Orders)
            {
                if (shard == Index) wake.AddRange(Order(order, now));
                else orders.Add((shard, order));
            }
        }

        return new ShardTick
        {
            HasLapsed = hasLapsed,
            Notices = Notices(now),
            Report = Index > 0 ? report : null,
            Orders = orders,
            Wake = wake,
        };
    }

    /// <summary>Another shard told this one, which is the first, how it stands.</summary>
    public void Heard(ShardReport report, DateTimeOffset now)
    {
        Begin(now);
        Adopt(report.Map, now);
        _balance?.Heard(report, now);
    }
}
