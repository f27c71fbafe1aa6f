using Framemill.Media.Sources;
using Framemill.Media.Timelines;

namespace Framemill.Tests.Media.Sources;

public class FrameIndexTests
{
    private static readonly Rational Milliseconds = new(1, 1000);

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(0, 0)]
    [InlineData(39, 1)] // A rounding early still counts.
    [InlineData(38, 0)]
    [InlineData(40, 1)]
    [InlineData(118, 2)]
    [InlineData(120, 3)]
    [InlineData(5000, 3)]
    public void FrameAt_Time_IsTheLastFrameThatHasAppeared(int milliseconds, int frame)
    {
        var index = new FrameIndex(Milliseconds, Rational.Zero, [0, 40, 100, 120], [0, 2], 160);

        Assert.Equal(frame, index.FrameAt(new Rational(milliseconds, 1000)));
    }

    [Fact]
    public void FrameAt_OriginIsNotZero_CountsFromIt()
    {
        var index = new FrameIndex(Milliseconds, new Rational(7, 2), [3500, 3540, 3580], [0], 3620);

        Assert.Equal((0, 1, 2), (index.FrameAt(0), index.FrameAt(new(4, 100)), index.FrameAt(1)));
        Assert.Equal(new Rational(12, 100), index.Duration);
        Assert.Equal(new Rational(4, 100), index.TimeOf(1));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(4, 0)]
    [InlineData(5, 5)]
    [InlineData(9, 5)]
    public void KeyFrameAt_Frame_IsTheLastPlaceToStart(int frame, int key) =>
        Assert.Equal(key, Even(10, [0, 5]).KeyFrameAt(frame));

    [Fact]
    public void KeyFrameAt_NoneKnown_IsTheBeginning() => Assert.Equal(0, Even(10, []).KeyFrameAt(7));

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var random = new Random(4711);
        for (var round = 0; round < 50; round++)
        {
            var at = (long)random.Next(-1_000_000, 1_000_000);
            var times = Enumerable.Range(0, random.Next(1, 500)).Select(_ => at += random.Next(1, 100_000)).ToList();
            var keys = Enumerable.Range(0, times.Count).Where(_ => random.Next(10) == 0).ToList();
            var index = new FrameIndex(new(1, 90_000), new(random.Next(), 1_000), times, keys, at + random.Next(1,
                9000));
            using var file = new MemoryStream();

            FrameIndexFile.Write(index, file);
            file.Position = 0;
            var read = FrameIndexFile.Read(file);

            Assert.Equal((index.TimeBase, index.Origin, index.End), (read.TimeBase, read.Origin, read.End));
            Assert.Equal(index.Timestamps, read.Timestamps);
            Assert.Equal(index.KeyFrames, read.KeyFrames);
        }
    }

    [Fact]
    public void Read_CutOrForeignBytes_IsRefused()
    {
        using var file = new MemoryStream();
        FrameIndexFile.Write(Even(100, [0, 50]), file);
        var bytes = file.ToArray();

        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<InvalidDataException>(() => FrameIndexFile.Read(new MemoryStream(bytes[..length])));
        Assert.Throws<InvalidDataException>(() => FrameIndexFile.Read(
            new MemoryStream("not an index at all"u8.ToArray())));
    }

    [Fact]
    public void IndexOf_AnimationDelays_BecomeTimes()
    {
        var index = AnimationSource.IndexOf([100, 50, 200]);

        Assert.Equal([0L, 100, 150], index.Timestamps);
        Assert.Equal(new Rational(350, 1000), index.Duration);
        Assert.Equal(1, index.FrameAt(new(12, 100)));
    }

    private static FrameIndex Even(int frames, int[] keys) =>
        new(Milliseconds, Rational.Zero, [.. Enumerable.Range(0, frames).Select(i => i * 40L)], keys, frames * 40);
}
