using Framemill.Media.Encoders;
using Framemill.Media.Timelines;
using Framemill.Testing;
using Xunit;

namespace Framemill.Tests.Media.Encoders;

public sealed class SegmentEncoderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Complete_SameFramesInAnyOrderOfSegments_GivesSameBytes()
    {
        var format = Films.Format(new(30, 1));
        var first = await Films.SegmentAsync(format, 0, 0, 40, Cancellation);
        var second = await Films.SegmentAsync(format, 1, 40, 25, Cancellation);
        var secondAgain = await Films.SegmentAsync(format, 1, 40, 25, Cancellation);
        var firstAgain = await Films.SegmentAsync(format, 0, 0, 40, Cancellation);

        Assert.Equal(first.Fragment.ToArray(), firstAgain.Fragment.ToArray());
        Assert.Equal(second.Sha256, secondAgain.Sha256);
        Assert.Equal(first.Init.ToArray(), second.Init.ToArray());
        Assert.NotEqual(first.Sha256, second.Sha256);
    }

    /// <summary>x264 with its lookahead on a thread of its own fails this in about four runs of five.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Complete_TheSameFramesManyTimes_GivesTheSameBytes(int threads)
    {
        const int Width = 320, Height = 180, Frames = 50;
        var raw = await Tool.BytesAsync(
            "ffmpeg", "-v", "error", "-f", "lavfi", "-i", $"testsrc2=s={Width}x{Height}:r=25:d=2,fade=out:st=0.5:d=1",
            "-pix_fmt", "yuv420p", "-f", "rawvideo", "-");
        var format = Films.Format(new(25, 1), Width, Height) with { Threads = threads };
        var spec = new SegmentSpec { Format = format, FrameCount = Frames };
        var hashes = new HashSet<string>();
        for (var run = 0; run < 16; run++)
        {
            await using var session =
                await new SegmentEncoder(Films.Options).OpenAsync(spec, Cancellation);
            for (var i = 0; i < Frames; i++)
            {
                using var frame = TestFrames.FromRaw(raw.AsSpan(raw.Length / Frames * i), Width, Height);
                await session.WriteAsync(frame, Cancellation);
            }

            hashes.Add((await session.CompleteAsync(Cancellation)).Sha256);
        }

        Assert.Single(hashes);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(61)]
    public async Task Complete_AnyFrameCount_HoldsThemAllUnderTheSameInit(int frames)
    {
        var format = Films.Format(new(24000, 1001));
        var segment = await Films.SegmentAsync(format, 3, 100, frames, Cancellation);
        var other = await Films.SegmentAsync(format, 0, 0, 12, Cancellation);

        Assert.Equal(frames, segment.FrameCount);
        Assert.Equal(other.InitSha256, segment.InitSha256);
        Assert.StartsWith("avc1.64", segment.Codec, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_PaddedRows_ArriveWithoutTheirPadding()
    {
        var format = Films.Format(new(25, 1), width: 150, height: 62);
        var segment = await Films.SegmentAsync(format, 0, 0, 9, Cancellation);
        using var folder = new TempFolder();
        var path = folder.Write("padded.mp4", [.. segment.Init.Span, .. segment.Fragment.Span]);

        Assert.Equal(Enumerable.Range(0, 9), await Films.NumbersAsync(format, path));
    }

    [Fact]
    public async Task Write_TooManyFrames_IsRefused()
    {
        var spec = new SegmentSpec { Format = Films.Format(new(25, 1)), FrameCount = 1 };
        await using var session = await new SegmentEncoder(Films.Options).OpenAsync(
            spec, Cancellation);
        using var frame = TestFrames.Make(128, 64, 0);
        await session.WriteAsync(frame, Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.WriteAsync(frame, Cancellation));
    }

    [Fact]
    public async Task Complete_FramesMissing_IsRefused()
    {
        var spec = new SegmentSpec { Format = Films.Format(new(25, 1)), FrameCount = 2 };
        await using var session = await new SegmentEncoder(Films.Options).OpenAsync(
            spec, Cancellation);
        using var frame = TestFrames.Make(128, 64, 0);
        await session.WriteAsync(frame, Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(() => session.CompleteAsync(Cancellation));
    }

    [Fact]
    public async Task Write_Cancelled_EndsTheEncoderAndGivesTheFrameBack()
    {
        var spec = new SegmentSpec { Format = Films.Format(new(25, 1), 1920, 1080), FrameCount = 10_000 };
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var session = await new SegmentEncoder(Films.Options).OpenAsync(spec, Cancellation);
        await using (session)
        {
            using var frame = TestFrames.Make(1920, 1080, 0);
            var written = 0;
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                while (true)
                {
                    await session.WriteAsync(frame, cancellation.Token);
                    if (++written == 3) await cancellation.CancelAsync();
                }
            });
        }

        Assert.InRange(session.FramesWritten, 3, 4);
    }

    [Fact]
    public async Task Complete_OutputLargerThanAllowed_FailsWithTheReason()
    {
        var options = new EncodingOptions { SegmentBytesMax = 4096 };
        var spec = new SegmentSpec { Format = Films.Format(new(25, 1), 640, 360), FrameCount = 50 };
        await using var session = await new SegmentEncoder(options).OpenAsync(spec, Cancellation);

        var error = await Assert.ThrowsAsync<EncodingException>(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                using var frame = TestFrames.Make(640, 360, i);
                await session.WriteAsync(frame, Cancellation);
            }

            await session.CompleteAsync(Cancellation);
        });
        Assert.Contains("OutputTooLarge", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_SecondWhileFirstIsBusy_BothFinish()
    {
        var format = Films.Format(new(25, 1));
        var both = await Task.WhenAll(
            Films.SegmentAsync(format, 0, 0, 30, Cancellation), Films.SegmentAsync(format, 1, 30, 30, Cancellation));

        Assert.All(both, segment => Assert.Equal(30, segment.FrameCount));
    }
}
