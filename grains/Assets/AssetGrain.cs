using Framemill.Ports;
using Framemill.Renders;
using Framemill.Tenants;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Framemill.Assets;

/// <summary>
/// The shell around an <see cref="Asset"/>. What takes long runs beside its turns and reports its end.
/// </summary>
[GrainType("asset")]
public sealed partial class AssetGrain(
    [PersistentState("asset", RenderGrain.Storage)] IPersistentState<Asset> asset,
    IAssetMaker maker,
    ICallbackSender callbacks,
    IOptions<TenantOptions> options,
    TimeProvider time,
    ILogger<AssetGrain> logger) : Grain, IAssetGrain, IAssetReports, IRemindable
{
    private const string Reminder = "go-on";
    private static readonly TimeSpan RemindEvery = TimeSpan.FromMinutes(1);
    private readonly OneAtATime _making = new();
    private readonly OneAtATime _calling = new();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        GoOn();
        return Task.CompletedTask;
    }

    public async Task<AssetView?> MakeAsync(MakeAsset request, CancellationToken cancellationToken)
    {
        if (asset.State.IsThere) return View();
        var now = time.GetUtcNow();
        var entry = new CatalogueEntry { Id = Parts.Id, Created = now, Updated = now };
        if (request.Kind == AssetKind.Source && !await Catalogue.PutAsync(entry, cancellationToken)) return null;
        var next = asset.State.Begin(request, now);
        if (next.IsOpen) await this.RegisterOrUpdateReminder(Reminder, RemindEvery, RemindEvery);
        await CommitAsync(next);
        GoOn();
        return View();
    }

    public Task<AssetView?> GetAsync(CancellationToken cancellationToken) =>
        Task.FromResult(asset.State.IsThere ? View() : null);

    public async Task<bool> UploadedAsync(string objectKey, CancellationToken cancellationToken)
    {
        if (asset.State.State != AssetState.Queued) return false;
        await this.RegisterOrUpdateReminder(Reminder, RemindEvery, RemindEvery);
        await CommitAsync(asset.State.Uploaded(objectKey, time.GetUtcNow()));
        GoOn();
        return true;
    }

    public async Task<bool> DeleteAsync(CancellationToken cancellationToken)
    {
        if (asset.State.State is AssetState.None or AssetState.Deleted) return false;
        var keys = asset.State.ObjectKeys.ToList();
        if (asset.State.Request!.Kind == AssetKind.Source) await Catalogue.RemoveAsync(Parts.Id, cancellationToken);
        await maker.DeleteAsync(keys, cancellationToken); // First: a repeat then takes away what is left.
        await CommitAsync(asset.State.Deleted(time.GetUtcNow()));
        return true;
    }

    public async Task MadeAsync(AssetOutcome outcome)
    {
        var next = asset.State.Made(outcome, time.GetUtcNow());
        if (ReferenceEquals(next, asset.State))
        {
            var orphans = outcome.Renditions.Select(r => r.File?.ObjectKey).Append(outcome.File?.ObjectKey);
            await maker.DeleteAsync([.. orphans.OfType<string>()], CancellationToken.None);
            return;
        }

        await CommitAsync(next);
        GoOn();
    }

    public Task CallbackSettledAsync() => CommitAsync(asset.State with { CallbackIsDue = false });

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        GoOn();
        if (!asset.State.IsOpen && await this.GetReminder(Reminder) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    private (string Tenant, string Id) Parts => AssetKeys.Parts(this.GetPrimaryKeyString());

    private ICatalogueGrain Catalogue =>
        GrainFactory.GetGrain<ICatalogueGrain>(AssetKeys.Catalogue(AssetKeys.Sources, Parts.Tenant));

    /// <summary>Starts what is due and does not run; safe at any time.</summary>
    private void GoOn()
    {
        void Failed(Exception error) => LogEffectFailed(error, this.GetPrimaryKeyString());
        if (asset.State.State == AssetState.Importing) _making.Start(MakeOutsideAsync, Failed);
        else if (asset.State.CallbackIsDue) _calling.Start(SendCallbackAsync, Failed);
    }

    private async Task MakeOutsideAsync()
    {
        var self = this.AsReference<IAssetReports>();
        var (request, upload) = (asset.State.Request!, asset.State.UploadKey);
        using var limit = new CancellationTokenSource(options.Value.AssetTimeMax, time);
        AssetOutcome outcome;
        try
        {
            outcome = await Task.Run(() => maker.MakeAsync(request, upload, limit.Token));
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            outcome = new AssetOutcome { Error = $"It took longer than {options.Value.AssetTimeMax}." };
        }

        _making.Ended();
        await self.MadeAsync(outcome);
    }

    private async Task SendCallbackAsync()
    {
        var self = this.AsReference<IAssetReports>();
        var view = View();
        var isTaken = false;
        for (var attempt = 1; attempt <= options.Value.AssetCallbackAttemptsMax && !isTaken; attempt++)
        {
            if (attempt > 1)
                await Task.Delay(options.Value.AssetCallbackRetryAfter * (1 << Math.Min(attempt - 2, 10)), time);
            isTaken = await Task.Run(() => callbacks.SendAsync(view.Request.Callback!, view, CancellationToken.None));
        }

        _calling.Ended();
        await self.CallbackSettledAsync();
    }

    private AssetView View() => new()
    {
        Id = Parts.Id,
        Tenant = Parts.Tenant,
        State = asset.State.State,
        Request = asset.State.Request!,
        File = asset.State.File,
        Error = asset.State.Error,
        Renditions = asset.State.Renditions,
        Created = asset.State.Created,
        Updated = asset.State.Updated,
    };

    /// <summary>
    /// A failed write may have happened, so memory is no longer to be trusted: the next call reloads.
    /// </summary>
    private async Task CommitAsync(Asset next)
    {
        asset.State = next;
        try
        {
            await asset.WriteStateAsync();
        }
        catch (Exception error)
        {
            LogEffectFailed(error, this.GetPrimaryKeyString());
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Asset {Asset}: something failed and will be tried again")]
    private partial void LogEffectFailed(Exception error, string asset);
}
