using Orleans.Concurrency;

namespace Framemill.Renders;

/// <summary>
/// Hears of a render's progress. Views may be skipped, never reordered: compare <see cref="RenderView.Version"/>.
/// </summary>
[Alias("framemill.renders.IRenderObserver")]
public interface IRenderObserver : IGrainObserver
{
    [OneWay]
    [Alias("changed")]
    Task ChangedAsync(RenderView view);
}
