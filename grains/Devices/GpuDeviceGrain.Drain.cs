namespace Framemill.Devices;

/// <summary>How a device hands over: before its silo stops, or because an operator wants it free.</summary>
public sealed partial class GpuDeviceGrain
{
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        if (_ledger is null) return;
        _ledger.IsDraining = true;
        Pull(); // Others should not wait for what this device will not take.
        foreach (var id in _running.Keys) Yield(id);
        var all = Task.WhenAll(_running.Values.Select(w => w.Run));
        try
        {
            await all.WaitAsync(options.Value.DrainWithin, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            await StopAllAsync(cancellationToken);
        }

        Pull();
    }

    public Task SetDrainingAsync(bool isDraining, CancellationToken cancellationToken)
    {
        if (_ledger is not { } ledger)
            throw new OrleansException($"The device '{this.GetPrimaryKeyString()}' was not announced.");
        ledger.IsDraining = isDraining;
        if (isDraining)
        {
            foreach (var id in _running.Keys) Yield(id);
        }

        Pull();
        return Task.CompletedTask;
    }
}
