using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>One silo of a test cluster.</summary>
public abstract class SiloHandle : IDisposable, IAsyncDisposable
{
    public string Name { get; set; } = null!;

    public short InstanceNumber { get; set; }

    public SiloAddress SiloAddress { get; set; } = null!;

    public SiloAddress GatewayAddress { get; set; } = null!;

    public abstract bool IsActive { get; }

    public abstract Task StopSiloAsync(bool stopGracefully);

    public abstract Task StopSiloAsync(CancellationToken ct);

    public void Dispose() => Dispose(true);

    public abstract ValueTask DisposeAsync();

    protected abstract void Dispose(bool disposing);

    public override string ToString() => SiloAddress.ToString();
}

/// <summary>One silo that runs in this process.</summary>
public class InProcessSiloHandle : SiloHandle
{
    private bool _active = true;
    private int _disposed;

    public IHost SiloHost { get; init; } = null!;

    public IServiceProvider ServiceProvider => SiloHost.Services;

    public override bool IsActive => _active;

    public override async Task StopSiloAsync(bool stopGracefully)
    {
        using var cancellation = new CancellationTokenSource();
        if (!stopGracefully) await cancellation.CancelAsync();
        await StopSiloAsync(cancellation.Token);
    }

    public override async Task StopSiloAsync(CancellationToken ct)
    {
        if (!IsActive) return;
        try
        {
            await SiloHost.StopAsync(ct);
        }
        finally
        {
            _active = false;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        try
        {
            if (IsActive) await StopSiloAsync(stopGracefully: true);
        }
        finally
        {
            if (SiloHost is IAsyncDisposable host) await host.DisposeAsync();
            else SiloHost.Dispose();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
