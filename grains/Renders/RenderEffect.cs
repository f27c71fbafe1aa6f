using Framemill.Scheduling;

namespace Framemill.Renders;

/// <summary>What a decision wants done, as data. Done in order; the durable ones come first.</summary>
public abstract record RenderEffect
{
    private RenderEffect() { }

    /// <summary>True for what must have happened before the new state counts.</summary>
    public bool IsDurable => this is WriteEdit or WriteLayout or WriteProgress or AddToOpen;

    public sealed record WriteEdit : RenderEffect;

    public sealed record WriteLayout : RenderEffect;

    public sealed record WriteProgress : RenderEffect;

    public sealed record AddToOpen : RenderEffect;

    public sealed record RemoveFromOpen : RenderEffect;

    /// <summary>Look which parts are stored already, and answer with <see cref="Render.PartsFound"/>.</summary>
    public sealed record FindParts : RenderEffect;

    /// <summary>Answered with <see cref="Render.PlaylistsPublished"/>.</summary>
    public sealed record PublishPlaylists(int SegmentsReady) : RenderEffect;

    public sealed record Enqueue(IReadOnlyList<WorkItem> Work) : RenderEffect;

    public sealed record Withdraw : RenderEffect;

    /// <summary>Answered with <see cref="Render.CallbackSettled"/>.</summary>
    public sealed record SendCallback(string Url) : RenderEffect;

    /// <summary>Call <see cref="Render.Resume"/> then.</summary>
    public sealed record WakeAt(DateTimeOffset Time) : RenderEffect;

    /// <summary>Observers should see the new view, now or when the next is due.</summary>
    public sealed record Changed(bool AtOnce) : RenderEffect;
}
