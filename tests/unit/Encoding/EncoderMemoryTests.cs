using Framemill.Media.Encoders;

namespace Framemill.Tests.Unit.Encoding;

public class EncoderMemoryTests
{
    [Fact]
    public async Task Take_MoreThanIsLeft_WaitsInOrderOfArrival()
    {
        var memory = new EncoderMemory(100);
        var small = await memory.TakeAsync(60, CancellationToken.None);
        var large = memory.TakeAsync(90, CancellationToken.None).AsTask();
        // It would fit, but must not pass by: the large one would wait for ever.
        var tiny = memory.TakeAsync(10, CancellationToken.None).AsTask();
        Assert.False(large.IsCompleted || tiny.IsCompleted);
        small.Dispose();
        small.Dispose();
        (await large).Dispose();
        (await tiny).Dispose();
        Assert.Equal(0, memory.UsedBytes);
    }

    [Fact]
    public async Task Take_MoreThanThereIs_IsLetInAlone()
    {
        var memory = new EncoderMemory(100);
        var huge = await memory.TakeAsync(500, CancellationToken.None);
        var next = memory.TakeAsync(500, CancellationToken.None).AsTask();
        Assert.False(next.IsCompleted);
        huge.Dispose();
        (await next).Dispose();
    }

    [Fact]
    public async Task Take_CancelledWhileWaiting_LetsTheNextIn()
    {
        var memory = new EncoderMemory(100);
        using var cancel = new CancellationTokenSource();
        using var held = await memory.TakeAsync(50, CancellationToken.None);
        var large = memory.TakeAsync(90, cancel.Token).AsTask();
        var fitting = memory.TakeAsync(50, CancellationToken.None).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        (await fitting).Dispose();
        Assert.Equal(50, memory.UsedBytes);
    }
}
