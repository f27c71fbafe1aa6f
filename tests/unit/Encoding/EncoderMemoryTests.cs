using Framemill.Media.Encoders;

namespace Framemill.Tests.Unit.Encoding;

public class EncoderMemoryTests
{
    [Fact]
    public async Task Take_MoreThanIsLeft_WaitsInOrderOfArrival()
    {
        var memory = new EncoderMemory(100);
        var small = await memory.TakeAsync(60, isUrgent: false, CancellationToken.None);
        var large = memory.TakeAsync(90, isUrgent: false, CancellationToken.None).AsTask();
        // It would fit, but must not pass by: the large one would wait for ever.
        var tiny = memory.TakeAsync(10, isUrgent: false, CancellationToken.None).AsTask();
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
        var huge = await memory.TakeAsync(500, isUrgent: false, CancellationToken.None);
        var next = memory.TakeAsync(500, isUrgent: false, CancellationToken.None).AsTask();
        Assert.False(next.IsCompleted);
        huge.Dispose();
        (await next).Dispose();
    }

    [Fact]
    public async Task Take_CancelledWhileWaiting_LetsTheNextIn()
    {
        var memory = new EncoderMemory(100);
        using var cancel = new CancellationTokenSource();
        using var held = await memory.TakeAsync(50, isUrgent: false, CancellationToken.None);
        var large = memory.TakeAsync(90, isUrgent: false, cancel.Token).AsTask();
        var fitting = memory.TakeAsync(50, isUrgent: false, CancellationToken.None).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => large);
        (await fitting).Dispose();
        Assert.Equal(50, memory.UsedBytes);
    }

    [Fact]
    public async Task Take_Urgent_GoesBeforeThoseThatWaitButAfterOthersInAHurry()
    {
        var memory = new EncoderMemory(100);
        var held = await memory.TakeAsync(100, isUrgent: false, CancellationToken.None);
        var later = memory.TakeAsync(100, isUrgent: false, CancellationToken.None).AsTask();
        var first = memory.TakeAsync(100, isUrgent: true, CancellationToken.None).AsTask();
        var second = memory.TakeAsync(100, isUrgent: true, CancellationToken.None).AsTask();
        held.Dispose();
        (await first).Dispose();
        (await second).Dispose();
        (await later).Dispose();
    }

    [Fact]
    public async Task Take_UrgentOnesKeepComing_WhoWasPassedOftenEnoughIsNotPassedAgain()
    {
        var memory = new EncoderMemory(100);
        var held = await memory.TakeAsync(100, isUrgent: false, CancellationToken.None);
        var patient = memory.TakeAsync(100, isUrgent: false, CancellationToken.None).AsTask();
        for (var i = 0; i < EncoderMemory.PassedMax; i++)
        {
            var passing = memory.TakeAsync(100, isUrgent: true, CancellationToken.None).AsTask();
            held.Dispose();
            held = await passing;
        }

        var late = memory.TakeAsync(100, isUrgent: true, CancellationToken.None).AsTask();
        held.Dispose();
        (await patient).Dispose();
        (await late).Dispose();
    }
}
