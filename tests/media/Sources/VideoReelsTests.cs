using System.Collections.Concurrent;
using Framemill.Media.Sources;
using Framemill.Media.Sources.Reels;
using Framemill.Testing;

namespace Framemill.Tests.Media.Sources;

/// <summary>
/// Several who read parts of one video at one time: each gets the frames that the video has there, from as few
/// decoders as make sense.
/// </summary>
public sealed class VideoReelsTests : IDisposable
{
    private const int Frames = 100;
    private readonly TempFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Readers_OfNeighbouringParts_ShareOneDecoderAndSeeTheirOwnFrames()
    {
        var request = await RequestAsync(keyFrames: 1000);
        await using var reels = Reels(new());
        var parts = Enumerable.Range(0, 4).Select(part => Run(25 * part, 25)).ToList();
        var readers = parts.Select(wanted => reels.Open(request, wanted)).ToList();
        var seen = await Task.WhenAll(parts.Zip(readers, ReadAsync));
        foreach (var (wanted, codes) in parts.Zip(seen)) Assert.Equal(wanted, codes);
        Assert.Equal((4, 1), reels.Opened);
        foreach (var reader in readers) await reader.DisposeAsync();
        Assert.Equal(0, reels.HeldFrameBytes);
    }

    [Fact]
    public async Task Reader_OfEveryThirdFrame_LeavesNothingHeldThatNobodyWants()
    {
        var request = await RequestAsync(keyFrames: 1000);
        await using var reels = Reels(new());
        var (ahead, behind) = (Run(30, 30), Run(0, 60, step: 3));
        await using var first = reels.Open(request, behind);
        await using var second = reels.Open(request, ahead);
        Assert.Equal(ahead, await ReadAsync(ahead, second));
        var frameBytes = request.Size.Width * request.Size.Height * 3 / 2;
        Assert.Equal(20 * frameBytes, reels.HeldFrameBytes);
        Assert.Equal(behind, await ReadAsync(behind, first));
        Assert.Equal(0, reels.HeldFrameBytes);
        Assert.Equal((2, 1), reels.Opened);
    }

    [Fact]
    public async Task NextReader_GoesOnWithTheDecoderThatIsLeft()
    {
        var request = await RequestAsync(keyFrames: 1000);
        await using var reels = Reels(new());
        foreach (var start in new[] { 0, 25, 50 })
        {
            await using var reader = reels.Open(request, Run(start, 25));
            Assert.Equal(Run(start, 25), await ReadAsync(Run(start, 25), reader));
        }

        Assert.Equal((3, 1), reels.Opened);
    }

    [Fact]
    public async Task Readers_ThatKeyFramesPartOrThatWouldHoldTooMuch_HaveDecodersOfTheirOwn()
    {
        var oftenKeyed = await RequestAsync(keyFrames: 10);
        await using (var reels = Reels(new()))
        {
            await using var first = reels.Open(oftenKeyed, Run(0, 25));
            await using var far = reels.Open(oftenKeyed, Run(60, 25));
            Assert.Equal((2, 2), reels.Opened);
            Assert.Equal(Run(60, 25), await ReadAsync(Run(60, 25), far));
        }

        var seldomKeyed = await RequestAsync(keyFrames: 1000);
        var frameBytes = seldomKeyed.Size.Width * seldomKeyed.Size.Height * 3 / 2;
        await using var small = Reels(new() { SharedFrameBytesMax = 10 * frameBytes });
        await using var behind = small.Open(seldomKeyed, Run(0, 25));
        await using var ahead = small.Open(seldomKeyed, Run(20, 25));
        Assert.Equal((2, 2), small.Opened);
        Assert.Equal(Run(20, 25), await ReadAsync(Run(20, 25), ahead));
    }

    [Fact]
    public async Task Reader_WhoseNeighbourDrawsTooFarAhead_StillSeesItsOwnFrames()
    {
        var request = await RequestAsync(keyFrames: 1000);
        var frameBytes = request.Size.Width * request.Size.Height * 3 / 2;
        await using var reels = Reels(new() { SharedFrameBytesMax = 10 * frameBytes });
        await using var slow = reels.Open(request, Run(0, 60));
        await using var quick = reels.Open(request, Run(5, 60));
        Assert.Equal((2, 1), reels.Opened);
        Assert.Equal(Run(5, 60), await ReadAsync(Run(5, 60), quick));
        Assert.InRange(reels.HeldFrameBytes, 1, 10 * frameBytes);
        Assert.Equal(Run(0, 60), await ReadAsync(Run(0, 60), slow));
    }

    [Fact]
    public async Task Reader_AfterABrokenDecoder_HasANewOne()
    {
        var request = await RequestAsync(keyFrames: 1000);
        await File.WriteAllBytesAsync(_folder["broken.mp4"], new byte[1000], Cancellation);
        var path = _folder["numbered.mp4"];
        await using var reels = Reels(new());
        File.Move(path, _folder["aside.mp4"]);
        File.Copy(_folder["broken.mp4"], path);
        await using (var reader = reels.Open(request, Run(0, 10)))
            await Assert.ThrowsAsync<MediaException>(() => reader.FrameAtAsync(0, Cancellation));
        File.Move(_folder["aside.mp4"], path, overwrite: true);
        await using var again = reels.Open(request, Run(0, 10));
        Assert.Equal(Run(0, 10), await ReadAsync(Run(0, 10), again));
    }

    [Fact]
    public async Task Readers_WhoLeaveAtTheSameMoment_CloseTheirDecoderOnce()
    {
        const int Rounds = 1_000;
        var request = await RequestAsync(keyFrames: 1000);
        await using var reels = Reels(new() { IdleDecodersMax = 0 });
        using var together = new Barrier(2);
        IFrameSource[] readers = [];
        var faults = new ConcurrentQueue<Exception>();

        await Task.WhenAll(Enumerable.Range(0, 2).Select(side => Task.Factory.StartNew(() =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                if (side == 0) readers = [reels.Open(request, Run(0, 10)), reels.Open(request, Run(10, 10))];
                together.SignalAndWait(Cancellation);
                try
                {
                    readers[side].DisposeAsync().AsTask().GetAwaiter().GetResult(); // Nothing was read.
                }
                catch (Exception fault)
                {
                    faults.Enqueue(fault);
                }

                together.SignalAndWait(Cancellation);
            }
        }, Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.Empty(faults);
        Assert.Equal((2 * Rounds, Rounds), reels.Opened);
    }

    private static VideoReels Reels(SourceOptions options) => new(Media.Processes, options, TimeProvider.System);

    private static int[] Run(int first, int count, int step = 1) =>
        [.. Enumerable.Range(0, count / step).Select(i => first + (i * step))];

    private static async Task<int[]> ReadAsync(int[] wanted, IFrameSource reader)
    {
        var codes = new List<int>();
        foreach (var frame in wanted)
        {
            using var image = await reader.FrameAtAsync(frame, Cancellation);
            codes.Add(Media.Code(image));
        }

        return [.. codes];
    }

    private async Task<VideoRequest> RequestAsync(int keyFrames)
    {
        await MediaMaker.NumberedVideoAsync(
            _folder["numbered.mp4"], Frames, "30", "-c:v", "libx264", "-preset", "veryfast", "-g", $"{keyFrames}",
            "-keyint_min", $"{keyFrames}", "-sc_threshold", "0", "-pix_fmt", "yuv420p");
        return await Media.RequestAsync(_folder["numbered.mp4"]);
    }
}
