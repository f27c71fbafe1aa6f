using Orleans.Concurrency;

namespace Framemill.Renders;

/// <summary>
/// What the hands (devices, encoders) ask of and tell a render. Every report may come late, twice or never:
/// repeating one changes nothing, and one of an older epoch is ignored.
/// </summary>
[Alias("framemill.renders.IRenderReports")]
public interface IRenderReports : IGrainWithStringKey
{
    /// <summary>The order for this work; null when nobody needs it any more.</summary>
    [Alias("start")]
    Task<WorkOrder?> StartAsync(WorkTicket ticket, CancellationToken cancellationToken);

    [Alias("prepared")]
    Task PreparedAsync(WorkTicket ticket, FilmPlan plan, CancellationToken cancellationToken);

    /// <summary>The sound can be heard from the beginning while the rest of it is still made.</summary>
    [Alias("sound-opened")]
    Task SoundOpenedAsync(WorkTicket ticket, CancellationToken cancellationToken);

    [Alias("sound-finished")]
    Task SoundFinishedAsync(WorkTicket ticket, CancellationToken cancellationToken);

    /// <summary>Once this returns the segments are recorded and will not be rendered again.</summary>
    [AlwaysInterleave]
    [Alias("segments-finished")]
    Task SegmentsFinishedAsync(IReadOnlyList<FinishedSegment> segments, CancellationToken cancellationToken);

    /// <param name="files">Names under the render and their object keys.</param>
    [Alias("assembled")]
    Task AssembledAsync(
        WorkTicket ticket, IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken);

    [Alias("failed")]
    Task FailedAsync(WorkFailure failure, CancellationToken cancellationToken);

    /// <summary>
    /// The device gives the work back, undone or half-done: it was drained, or its turn is over. No failed try.
    /// </summary>
    [Alias("returned")]
    Task ReturnedAsync(WorkTicket ticket, CancellationToken cancellationToken);

    [OneWay]
    [Alias("progressed")]
    Task ProgressedAsync(LaneProgress progress);

    /// <summary>Compares what should go on with what does, and takes up what was lost.</summary>
    [OneWay]
    [Alias("reconcile")]
    Task ReconcileAsync();
}
