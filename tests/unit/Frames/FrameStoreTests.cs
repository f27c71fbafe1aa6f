using Framemill.Media.Frames;
using Framemill.Pixels;

namespace Framemill.Tests.Unit.Frames;

public sealed class FrameStoreTests : IDisposable
{
    private const int Side = 16;

    private readonly PixelPool _pool = new();

    public void Dispose() => _pool.Dispose();

    [Fact]
    public async Task Put_WithRoom_TakesTheFrameAtOnce()
    {
        var store = new FrameStore(laneFramesMax: 2);
        using var image = Frame();
        var handle = await store.OpenLane().PutAsync(image, CancellationToken.None);
        using var held = store.Hold(handle);
        Assert.Same(image, held);
        Assert.Equal(1, store.Count);
        store.Release(handle);
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public async Task Put_WithoutRoom_WaitsForARelease()
    {
        var store = new FrameStore(laneFramesMax: 2);
        var lane = store.OpenLane();
        using var image = Frame();
        var first = await lane.PutAsync(image, CancellationToken.None);
        await lane.PutAsync(image, CancellationToken.None);
        var third = lane.PutAsync(image, CancellationToken.None).AsTask();
        Assert.False(third.IsCompleted);
        store.Release(first);
        await third;
        Assert.Equal(2, store.Count);
    }

    [Fact]
    public async Task Put_WhileAnotherLaneIsFull_TakesTheFrameAtOnce()
    {
        var store = new FrameStore(laneFramesMax: 1);
        var (full, other) = (store.OpenLane(), store.OpenLane());
        using var image = Frame();
        await full.PutAsync(image, CancellationToken.None);
        var waiting = full.PutAsync(image, CancellationToken.None).AsTask();
        store.Release(await other.PutAsync(image, CancellationToken.None));
        Assert.False(waiting.IsCompleted);
    }

    [Fact]
    public async Task Put_CancelledWhileWaiting_LeavesTheRoomToTheNext()
    {
        var store = new FrameStore(laneFramesMax: 1);
        var lane = store.OpenLane();
        using var image = Frame();
        using var cancel = new CancellationTokenSource();
        var first = await lane.PutAsync(image, CancellationToken.None);
        var given = lane.PutAsync(image, cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        store.Release(first);
        await lane.PutAsync(image, CancellationToken.None);
        Assert.Equal(1, store.Count);
    }

    [Fact]
    public async Task Release_Twice_DoesNothing()
    {
        var store = new FrameStore(laneFramesMax: 2);
        var lane = store.OpenLane();
        using var image = Frame();
        var first = await lane.PutAsync(image, CancellationToken.None);
        var second = await lane.PutAsync(image, CancellationToken.None);
        store.Release(first);
        store.Release(first);
        Assert.Null(store.Hold(first));
        Assert.Equal(1, store.Count);
        Assert.NotEqual(first, second);
        await lane.PutAsync(image, CancellationToken.None);
        Assert.False(lane.PutAsync(image, CancellationToken.None).AsTask().IsCompleted);
    }

    [Fact]
    public async Task Hold_FrameReleasedMeanwhile_KeepsItsPixels()
    {
        var store = new FrameStore(laneFramesMax: 1);
        var image = Frame();
        var handle = await store.OpenLane().PutAsync(image, CancellationToken.None);
        image.Release();
        var held = store.Hold(handle)!;
        store.Release(handle);
        Assert.True(_pool.RentedBytes > 0);
        held.Release();
        Assert.Equal(0, _pool.RentedBytes);
    }

    private PlanarImage Frame() => PlanarImage.Allocate(_pool, Side, Side, hasAlpha: false);
}
