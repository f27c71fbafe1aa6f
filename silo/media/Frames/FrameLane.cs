using System.Diagnostics.CodeAnalysis;
using Framemill.Pixels;

namespace Framemill.Media.Frames;

/// <summary>Where a lane puts its frames. For one caller at a time; its frames may outlive it.</summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "Frames give their room back after the lane's end; no handle is ever made.")]
public sealed class FrameLane
{
    private readonly FrameStore _store;
    private readonly SemaphoreSlim _room;

    internal FrameLane(FrameStore store, int framesMax)
    {
        _store = store;
        _room = new(framesMax);
    }

    /// <summary>Takes a frame in, with a reference of its own, as soon as there is room.</summary>
    /// <returns>The frame's handle.</returns>
    public async ValueTask<long> PutAsync(PlanarImage image, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken);
        return _store.Add(image, this);
    }

    internal void Leave() => _room.Release();
}
