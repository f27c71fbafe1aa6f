using Framemill.Encoding;
using Framemill.Scheduling;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Framemill.Devices;

/// <summary>
/// The shell around a <see cref="DeviceLedger"/>: pulls what the device can hold, runs it beside its turns, and lets go
/// what it may not hold any more.
/// </summary>
[GrainType("gpu-device"), DevicePlacement]
public sealed partial class GpuDeviceGrain(
    DevicePorts ports,
    IOptions<DeviceOptions> options,
    ILocalSiloDetails silo,
    TimeProvider time,
    ILogger<GpuDeviceGrain> logger) : Grain, IGpuDeviceGrain
{
    private readonly Dictionary<string, LeasedWork> _running = new(StringComparer.Ordinal);
    private DeviceLedger? _ledger;
    private IReadOnlyList<DeviceReading> _readings = [];
    private IGrainTimer? _pulse;
    private bool _isPulling;
    private bool _pullAgain;

    /// <summary>Shard of the pool that it was sent to; empty until it was.</summary>
    private string _home = "";

    /// <summary>Placement brings it to its owner only; wherever else it may come to be, it does not live.</summary>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        return DeviceKey.SiloOf(key) == silo.Name
            ? Task.CompletedTask
            : throw new OrleansException($"'{key}' does not belong to the silo '{silo.Name}'.");
    }

    public Task AnnounceAsync(
        DeviceDescription description, IReadOnlyList<DeviceReading> readings, CancellationToken cancellationToken)
    {
        _readings = readings;
        if (_ledger is null || (_ledger.Description != description && _running.Count == 0 && !_ledger.IsDraining))
        {
            _ledger = new DeviceLedger(description);
            _home = "";
            LogAnnounced(this.GetPrimaryKeyString(), description.LaneSlots, description.LightSlots);
        }

        var every = options.Value.RenewEvery;
        _pulse ??= this.RegisterGrainTimer(
            PulseAsync, new GrainTimerCreationOptions { DueTime = every, Period = every, KeepAlive = true });
        Pull();
        return Task.CompletedTask;
    }

    public Task WakeAsync()
    {
        Pull();
        return Task.CompletedTask;
    }

    public Task RevokeAsync(IReadOnlyList<string> leaseIds)
    {
        foreach (var id in leaseIds) LetGo(id);
        Pull();
        return Task.CompletedTask;
    }

    public Task YieldAsync(IReadOnlyList<string> leaseIds)
    {
        foreach (var id in leaseIds) Yield(id);
        return Task.CompletedTask;
    }

    public Task LaneEndedAsync(string leaseId, LaneOutcome outcome)
    {
        if (_running.TryGetValue(leaseId, out var work)) work.EncoderSays(outcome);
        return Task.CompletedTask;
    }

    public Task<DeviceView> GetAsync(CancellationToken cancellationToken) => Task.FromResult(new DeviceView
    {
        Description = _ledger?.Description,
        WorkIds = _ledger?.Held.Select(l => l.Work.Id).ToArray() ?? [],
        BookedBytes = _ledger?.BookedBytes ?? 0,
        IsDraining = _ledger?.IsDraining ?? false,
    });

    /// <summary>A device that does not run any more must not leave child processes behind.</summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        StopAllAsync(cancellationToken);

    private async Task StopAllAsync(CancellationToken cancellationToken)
    {
        var all = _running.Values.ToArray();
        foreach (var work in all) work.Stop();
        await Task.WhenAll(all.Select(w => w.Run)).WaitAsync(cancellationToken);
    }

    private Task PulseAsync(CancellationToken cancellationToken)
    {
        foreach (var id in _ledger!.Lapsed(time.GetUtcNow())) LetGo(id);
        Pull();
        return Task.CompletedTask;
    }

    private void Yield(string leaseId)
    {
        if (_running.TryGetValue(leaseId, out var work)) work.Yield();
    }

    private void LetGo(string leaseId)
    {
        _ledger?.Forget(leaseId);
        if (_running.TryGetValue(leaseId, out var work)) work.Revoke();
    }

    private void Pull()
    {
        if (_ledger is null) return;
        _pullAgain = true;
        if (!_isPulling) _ = PullAsync(_ledger);
    }

    /// <summary>
    /// Beside the turns but never twice at once: the pool relies on hearing of every lease it granted before.
    /// </summary>
    private async Task PullAsync(DeviceLedger ledger)
    {
        _isPulling = true;
        try
        {
            while (_pullAgain)
            {
                _pullAgain = false;
                var now = time.GetUtcNow();
                var offer = ledger.Offer(this.GetPrimaryKeyString(), now) with
                {
                    Home = _home,
                    Readings = _readings,
                };
                var pool = GrainFactory.GetGrain<IPoolGrain>(_home.Length > 0 ? _home : ledger.Description.Pool);
                var answer = await pool.PullAsync(offer, CancellationToken.None);
                Take(ledger, offer, answer, now);
            }
        }
        catch (Exception error)
        {
            LogPullFailed(error, this.GetPrimaryKeyString()); // The next pulse pulls again.
        }
        finally
        {
            _isPulling = false;
        }
    }

    private void Take(DeviceLedger ledger, DeviceOffer offer, PullAnswer answer, DateTimeOffset offeredAt)
    {
        ledger.Renewed(offer, answer, offeredAt);
        foreach (var id in answer.Revoked) LetGo(id);
        foreach (var id in answer.Yield) Yield(id);
        foreach (var lease in answer.Granted)
        {
            if (!ledger.Admit(lease, time.GetUtcNow()))
            {
                _pullAgain = true;
                continue;
            }

            var work = new LeasedWork(lease);
            _running.Add(lease.Id, work);
            work.Run = RunAsync(work);
        }

        if (answer.Home is not { } home || _running.Count > 0) return;
        LogSentOn(this.GetPrimaryKeyString(), home);
        (_home, _pullAgain) = (home, true);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Device {Device}: {Lanes} lanes, {Steps} steps at a time")]
    private partial void LogAnnounced(string device, int lanes, int steps);

    [LoggerMessage(Level = LogLevel.Information, Message = "Device {Device} pulls from {Pool} now")]
    private partial void LogSentOn(string device, string pool);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Device {Device} could not reach its pool")]
    private partial void LogPullFailed(Exception error, string device);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Device {Device}: {Work} failed")]
    private partial void LogWorkFailed(Exception error, string device, string work);
}
