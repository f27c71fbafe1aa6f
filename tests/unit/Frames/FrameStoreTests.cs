using Framemill.Media.Frames;
using Framemill.Pixels;

namespace Framemill.Tests.Unit.Frames;

public sealed class FrameStoreTests : IDisposable
{
    private const int Side = 16;
    private const long FrameBytes = Side * Side * 3 / 2;

    private readonly PixelPool _pool = new();

    public void Dispose() => _pool.Dispose();

    [Fact]
    public async Task Put_WithRoom_TakesTheFrameAtOnce()
    {
        var store = new FrameStore(2 * FrameBytes);
        using var image = Frame();
        var handle = await store.PutAsync(image, CancellationToken.None);
        using var held = store.Hold(handle);
        Assert.Same(image, held);
        Assert.Equal((1, FrameBytes), (store.Count, store.UsedBytes));
        store.Release(handle);
        Assert.Equal((0, 0), (store.Count, store.UsedBytes));
    }

    [Fact]
    public async Task Put_WithoutRoom_WaitsForARelease()
    {
        var store = new FrameStore(2 * FrameBytes);
        using var image = Frame();
        var first = await store.PutAsync(image, CancellationToken.None);
        await store.PutAsync(image, CancellationToken.None);
        var third = store.PutAsync(image, CancellationToken.None).AsTask();
        Assert.False(third.IsCompleted);
        store.Release(first);
        await third;
        Assert.Equal(2, store.Count);
    }

    [Fact]
    public async Task Put_CancelledWhileWaiting_LeavesTheRoomToOthers()
    {
        var store = new FrameStore(FrameBytes);
        using var image = Frame();
        using var cancel = new CancellationTokenSource();
        var first = await store.PutAsync(image, CancellationToken.None);
        var given = store.PutAsync(image, cancel.Token).AsTask();
        var next = store.PutAsync(image, CancellationToken.None).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        store.Release(first);
        await next;
        Assert.Equal(FrameBytes, store.UsedBytes);
    }

    [Fact]
    public async Task Put_FrameLargerThanTheStore_GoesInAlone()
    {
        var store = new FrameStore(1);
        using var image = Frame();
        var first = await store.PutAsync(image, CancellationToken.None);
        var second = store.PutAsync(image, CancellationToken.None).AsTask();
        Assert.False(second.IsCompleted);
        store.Release(first);
        await second;
    }

    [Fact]
    public async Task Release_Twice_DoesNothing()
    {
        var store = new FrameStore(4 * FrameBytes);
        using var image = Frame();
        var first = await store.PutAsync(image, CancellationToken.None);
        var second = await store.PutAsync(image, CancellationToken.None);
        store.Release(first);
        store.Release(first);
        Assert.Null(store.Hold(first));
        Assert.Equal(FrameBytes, store.UsedBytes);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Hold_FrameReleasedMeanwhile_KeepsItsPixels()
    {
        var store = new FrameStore(FrameBytes);
        var image = Frame();
        var handle = await store.PutAsync(image, CancellationToken.None);
        image.Release();
        var held = store.Hold(handle)!;
        store.Release(handle);
        Assert.True(_pool.RentedBytes > 0);
        held.Release();
        Assert.Equal(0, _pool.RentedBytes);
    }

    private PlanarImage Frame() => PlanarImage.Allocate(_pool, Side, Side, hasAlpha: false);
}
