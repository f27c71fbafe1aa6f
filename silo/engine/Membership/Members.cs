using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Framemill.Engine.Clusters;
using Orleans.Runtime;

namespace Framemill.Engine.Membership;

/// <summary>The silos of a cluster, living and dead, and news of every change.</summary>
internal sealed class Members
{
    private readonly Lock _gate = new();
    private ImmutableArray<Silo> _all = [];
    private ImmutableArray<Silo> _active = [];
    private ClusterMembershipSnapshot _snapshot = new(
        ImmutableDictionary<SiloAddress, ClusterMember>.Empty, new MembershipVersion(0));

    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ImmutableArray<Silo> All => _all;

    public ImmutableArray<Silo> Active => _active;

    public ClusterMembershipSnapshot Snapshot => _snapshot;

    public Silo? Find(SiloAddress address) => _all.FirstOrDefault(silo => silo.Address.Equals(address));

    public void Add(Silo silo)
    {
        lock (_gate)
        {
            var taken = _all.Any(other =>
                other.Status != SiloStatus.Dead && other.Address.Endpoint.Equals(silo.Address.Endpoint));
            if (taken)
            {
                throw new OrleansConfigurationException(
                    $"A silo at {silo.Address.Endpoint} runs in this process already.");
            }

            // The dead are forgotten when their endpoint is taken again, so that restarts do not pile up.
            _all = _all.RemoveAll(other =>
                other.Status == SiloStatus.Dead && other.Address.Endpoint.Equals(silo.Address.Endpoint));
            _all = _all.Add(silo);
            Publish();
        }
    }

    public void SetStatus(Silo silo, SiloStatus status)
    {
        lock (_gate)
        {
            silo.Status = status;
            Publish();
        }
    }

    public async IAsyncEnumerable<ClusterMembershipSnapshot> UpdatesAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var (snapshot, changed) = Look();
            yield return snapshot;
            await changed.WaitAsync(cancellationToken);
        }
    }

    private (ClusterMembershipSnapshot Snapshot, Task Changed) Look()
    {
        lock (_gate) return (_snapshot, _changed.Task);
    }

    private void Publish()
    {
        _active = [.. _all.Where(silo => silo.Status == SiloStatus.Active)];
        _snapshot = new ClusterMembershipSnapshot(
            _all.ToImmutableDictionary(
                silo => silo.Address, silo => new ClusterMember(silo.Address, silo.Status, silo.Name)),
            new MembershipVersion(_snapshot.Version.Value + 1));
        var changed = _changed;
        _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        changed.TrySetResult();
    }
}
