namespace Framemill.Scheduling;

/// <summary>
/// How much longer work waits than the queue says, because of what is still to come: work of a more urgent class goes
/// before it, and so does work of its class of tenants that used less. What came lately is taken to come on.
/// </summary>
internal sealed class Competition
{
    /// <summary>Whoever waits gets some of the pool sooner or later: shares turn while it does.</summary>
    private const double TakenMax = 0.8;

    private static readonly WorkClass[] Classes = [WorkClass.Interactive, WorkClass.Standard, WorkClass.Batch];

    private readonly Dictionary<(TenantAccount, WorkClass), double> _stretches = [];

    /// <param name="slots">Lane slots of all devices.</param>
    public Competition(IEnumerable<TenantAccount> accounts, int slots, DateTimeOffset now)
    {
        var turns = accounts.ToArray();
        Array.Sort(turns, TenantAccount.Compare);
        double before = 0;
        foreach (var workClass in Classes)
        {
            var taken = before;
            foreach (var account in turns)
            {
                var part = Math.Min(TakenMax, taken / Math.Max(1, slots));
                _stretches.Add((account, workClass), 1 / (1 - part));
                taken += account.Arrivals.Of(workClass, now);
            }

            before = taken;
        }
    }

    /// <summary>Real time until the work starts, by the time that the queue says.</summary>
    public double StretchOf(WaitingWork work) =>
        _stretches.GetValueOrDefault((work.Line!.Tenant, work.Item.Class), 1);
}
