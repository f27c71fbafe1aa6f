using Framemill.Reports;
using Framemill.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Framemill.Renders;

/// <summary>
/// The shell around a <see cref="Render"/>: loads, asks it, writes, announces. One that ended leaves memory soon.
/// </summary>
[GrainType("render"), CollectionAgeLimit(Minutes = 2)]
public sealed partial class RenderGrain(
    [PersistentState("edit", RenderGrain.Storage)] IPersistentState<RenderEdit> edit,
    [PersistentState("plan", RenderGrain.Storage)] IPersistentState<RenderLayout> layout,
    [PersistentState("progress", RenderGrain.Storage)] IPersistentState<RenderProgress> progress,
    RenderPorts ports,
    IOptions<RenderOptions> options,
    TimeProvider time,
    ILogger<RenderGrain> logger) : Grain, IRenderGrain, IRenderReports, IRenderSteps
{
    /// <summary>Name of the grain storage that a silo must provide.</summary>
    public const string Storage = "renders";

    private Render _render = new() { Id = "", Options = new RenderOptions() };
    private RenderAudience _audience = null!;
    private SegmentRecorder _recorder = null!;
    private PoolMaps _pools = null!;
    private IGrainTimer? _pulse;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _pools = ServiceProvider.GetRequiredService<PoolMaps>();
        _audience = new RenderAudience(options.Value, time, logger);
        _recorder = new SegmentRecorder(all => CommitAsync(r => r.SegmentsFinished(all, time.GetUtcNow())));
        _render = new Render
        {
            Id = this.GetPrimaryKeyString(),
            Options = options.Value,
            Edit = edit.State,
            Layout = layout.State,
            Progress = Render.ProgressOf(edit.State, progress.State),
        };
        if (IsOpen) StartPulse(TimeSpan.Zero);
        return Task.CompletedTask;
    }

    public async Task<SubmitResult> SubmitAsync(SubmitRender request, CancellationToken cancellationToken)
    {
        if (!_render.Progress.IsAccepted)
        {
            var reading = ports.Edits.Read(request.Edit, request.LocalAssetRoot is not null);
            if (reading.MergedEdit is not { } merged || reading.Errors.Count > 0)
                return new SubmitResult.Rejected(reading.Errors);
            var now = time.GetUtcNow();
            var deadline = reading.Deadline ?? request.Deadline;
            if (RenderEdit.FaultOf(deadline, now) is { } late) return new SubmitResult.Rejected([late]);
            var asked = new RenderEdit
            {
                Tenant = request.Tenant,
                Edit = request.Edit,
                MergedEdit = merged,
                LocalAssetRoot = request.LocalAssetRoot,
                Callback = reading.Callback,
                Format = reading.Format,
                Destinations = reading.Destinations,
                Created = now,
                Class = reading.Class ?? request.Class,
                Deadline = deadline,
            };
            try
            {
                await CommitAsync(r => r.Accept(asked, now));
            }
            catch (Exception error) when (NoRoom.Is(error))
            {
                return new SubmitResult.NoRoom($"{NoRoom.Words} Nothing was accepted; post it again later.");
            }

            StartPulse(options.Value.AnnounceAgainAfter);
        }

        return new SubmitResult.Accepted(_render.Id);
    }

    public async Task<RenderView?> GetAsync(CancellationToken cancellationToken)
    {
        if (!_render.HasEnded) await LookAtQueueAsync(cancellationToken);
        return _audience.View(_render) is { } view && ports.Trouble.At(time.GetUtcNow()) is { } trouble && IsOpen
            ? view with { WaitingBecause = trouble }
            : _audience.View(_render);
    }

    public Task<string?> GetEditAsync(bool merged, CancellationToken cancellationToken) =>
        Task.FromResult(_render.Progress.IsAccepted ? merged ? _render.Edit.MergedEdit : _render.Edit.Edit : null);

    public async Task<bool> CancelAsync(CancellationToken cancellationToken)
    {
        if (!_render.Progress.IsAccepted || _render.HasEnded) return false;
        await CommitAsync(r => r.Cancel(time.GetUtcNow()));
        return true;
    }

    public Task<RenderView?> SubscribeAsync(IRenderObserver observer, CancellationToken cancellationToken)
    {
        _audience.Add(observer);
        return Task.FromResult(_audience.View(_render));
    }

    public Task UnsubscribeAsync(IRenderObserver observer, CancellationToken cancellationToken)
    {
        _audience.Remove(observer);
        return Task.CompletedTask;
    }

    public async Task<WorkOrder?> StartAsync(WorkTicket ticket, CancellationToken cancellationToken)
    {
        WorkOrder? order = null;
        await CommitAsync(r =>
        {
            (var decision, order) = r.Start(ticket, time.GetUtcNow());
            return decision;
        });
        return order;
    }

    public Task PreparedAsync(WorkTicket ticket, FilmPlan plan, CancellationToken cancellationToken) =>
        CommitAsync(r => r.Prepared(ticket, plan, time.GetUtcNow(), _pace));

    public Task SoundOpenedAsync(WorkTicket ticket, CancellationToken cancellationToken) =>
        CommitAsync(r => r.SoundOpened(ticket));

    public Task SoundFinishedAsync(WorkTicket ticket, CancellationToken cancellationToken) =>
        CommitAsync(r => r.SoundFinished(ticket, time.GetUtcNow()));

    public Task SegmentsFinishedAsync(
        IReadOnlyList<FinishedSegment> segments, CancellationToken cancellationToken) =>
        _recorder.RecordAsync(segments);

    public Task AssembledAsync(
        WorkTicket ticket, IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken) =>
        CommitAsync(r => r.Assembled(ticket, files, time.GetUtcNow()));

    public Task FailedAsync(WorkFailure failure, CancellationToken cancellationToken) =>
        CommitAsync(r => r.WorkFailed(failure, time.GetUtcNow()));

    public Task ReturnedAsync(WorkTicket ticket, CancellationToken cancellationToken) =>
        CommitAsync(r => r.WorkReturned(ticket));

    public Task ProgressedAsync(LaneProgress progress) => CommitAsync(r => r.Progressed(progress));

    public Task ReconcileAsync() => CommitAsync(r => r.Resume(time.GetUtcNow()));

    public Task PartsFoundAsync(StoredParts parts) => CommitAsync(r => r.PartsFound(parts, time.GetUtcNow()));

    public Task PlaylistsPublishedAsync(int segmentsReady, bool soundIsReady) =>
        CommitAsync(r => r.PlaylistsPublished(segmentsReady, soundIsReady, time.GetUtcNow()));

    public Task CallbackSettledAsync(bool isTaken) =>
        CommitAsync(r => r.CallbackSettled(isTaken, time.GetUtcNow()));

    private bool IsOpen =>
        _render.Progress.IsAccepted && (!_render.HasEnded || _render.Progress.Callback == CallbackState.Pending);

    private PoolDoor Pool => new(GrainFactory, _pools, options.Value.Pool, _render.Edit.Tenant);
}
