using Orleans.Concurrency;

namespace Framemill.Renders;

/// <summary>One render, keyed by its id, from the accepted edit to the finished film. Durable.</summary>
[Alias("framemill.renders.IRenderGrain")]
public interface IRenderGrain : IGrainWithStringKey
{
    /// <summary>
    /// Checks the edit and, when it is sound, takes it for good: once this answers
    /// <see cref="SubmitResult.Accepted"/> the render survives any crash. Repeating the call changes nothing.
    /// </summary>
    [Alias("submit")]
    Task<SubmitResult> SubmitAsync(SubmitRender request, CancellationToken cancellationToken);

    /// <summary>What a user may know now; null when no such render was ever accepted.</summary>
    [AlwaysInterleave]
    [Alias("get")]
    Task<RenderView?> GetAsync(CancellationToken cancellationToken);

    /// <summary>The edit as posted or with its merge fields applied; null when there is no such render.</summary>
    [Alias("get-edit")]
    Task<string?> GetEditAsync(bool merged, CancellationToken cancellationToken);

    /// <summary>Stops the work within a second. False when there is no such render or it had already ended.</summary>
    [Alias("cancel")]
    Task<bool> CancelAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Pushes every later view to <paramref name="observer"/> until it lapses; call again within a minute to stay.
    /// Answers with the present view, null when there is no such render.
    /// </summary>
    [Alias("subscribe")]
    Task<RenderView?> SubscribeAsync(IRenderObserver observer, CancellationToken cancellationToken);

    [Alias("unsubscribe")]
    Task UnsubscribeAsync(IRenderObserver observer, CancellationToken cancellationToken);
}
