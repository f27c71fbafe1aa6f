using Framemill.Media.Encoders.Mp4;
using Xunit;

namespace Framemill.Tests.Unit.Encoders;

public sealed class Mp4BoxTests
{
    private static readonly TrackSample[] Samples =
    [
        new(1001, 5, 0x02000000, 0), new(1001, 3, 0x01010000, 2002), new(1001, 4, 0x01010000, -1001),
    ];

    private static byte[] Payload { get; } = [.. Enumerable.Range(0, 12).Select(i => (byte)i)];

    [Fact]
    public void Write_Samples_ReadBackAsTheyWere()
    {
        var bytes = FragmentWriter.Write(7, 4004, Samples, 2002, Payload);
        var part = Assert.Single(FragmentedMp4.ReadFragments(bytes));

        Assert.Equal((7U, 4004UL), (part.Fragment.SequenceNumber, part.Fragment.BaseDecodeTime));
        Assert.Equal(
            Samples.Select(sample =>
                sample with { CompositionOffset = sample.CompositionOffset + 2002 }), part.Fragment.Samples);
        Assert.Equal([true, false, false], part.Fragment.Samples.Select(sample => sample.IsSync));
        Assert.Equal(Payload, bytes[part.Mdat.Payload..part.Mdat.End]);
    }

    [Fact]
    public void Write_LastSampleShorter_KeepsEachDuration()
    {
        TrackSample[] samples = [new(1024, 4, 0x02000000, 0), new(17, 8, 0x02000000, 0)];
        var part = Assert.Single(FragmentedMp4.ReadFragments(FragmentWriter.Write(1, 0, samples, 0, Payload)));

        Assert.Equal([1024U, 17U], part.Fragment.Samples.Select(sample => sample.Duration));
    }

    [Fact]
    public void Write_ReorderedTooFar_IsRefused() =>
        Assert.Throws<MalformedMp4Exception>(() => FragmentWriter.Write(1, 0, Samples, 1000, Payload));

    [Fact]
    public void Position_TwoFragments_MovesBothAndChangesNothingElse()
    {
        byte[] bytes = [.. FragmentWriter.Write(1, 0, Samples, 2002, Payload), .. FragmentWriter.Write(
            2, 3003, Samples, 2002, Payload)];
        var moved = bytes.ToArray();
        FragmentedMp4.Position(moved, 40, 1_000_000_000_000);
        var parts = FragmentedMp4.ReadFragments(moved);

        Assert.Equal([40U, 41U], parts.Select(part => part.Fragment.SequenceNumber));
        Assert.Equal([1_000_000_000_000UL, 1_000_000_003_003UL], parts.Select(part => part.Fragment.BaseDecodeTime));
        FragmentedMp4.Position(moved, 1, 0);
        Assert.Equal(bytes, moved);
    }

    [Fact]
    public void Read_EveryTruncation_IsRefusedAndNeverReadsPastTheEnd()
    {
        var bytes = FragmentWriter.Write(1, 0, Samples, 2002, Payload);
        for (var length = 1; length < bytes.Length; length++)
            Assert.Throws<MalformedMp4Exception>(() => FragmentedMp4.ReadFragments(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void Read_EveryByteDamaged_GivesFragmentsOrARefusal()
    {
        var bytes = FragmentWriter.Write(1, 0, Samples, 2002, Payload);
        var refused = 0;
        for (var at = 0; at < bytes.Length - Payload.Length; at++)
        {
            foreach (var mask in (byte[])[0x01, 0x80, 0xFF])
            {
                var damaged = bytes.ToArray();
                damaged[at] ^= mask;
                try
                {
                    FragmentedMp4.ReadFragments(damaged);
                }
                catch (MalformedMp4Exception)
                {
                    refused++;
                }
            }
        }

        Assert.InRange(refused, 100, bytes.Length * 3);
    }

    [Fact]
    public async Task FragmentReader_Stream_GivesHeadersAndData()
    {
        byte[] bytes = [.. FragmentWriter.Write(1, 0, Samples, 2002, Payload), .. FragmentWriter.Write(
            2, 3003, Samples, 2002, Payload)];
        var reader = new FragmentReader(new MemoryStream(bytes));
        using var data = new MemoryStream();
        var token = TestContext.Current.CancellationToken;

        Assert.Equal(0UL, (await reader.NextAsync(token))!.BaseDecodeTime);
        await reader.SkipDataAsync(token);
        Assert.Equal(3003UL, (await reader.NextAsync(token))!.BaseDecodeTime);
        await reader.CopyDataAsync(data, token);
        Assert.Null(await reader.NextAsync(token));
        Assert.Equal(Payload, data.ToArray());
    }

    [Fact]
    public async Task FragmentReader_CutData_IsRefused()
    {
        var bytes = FragmentWriter.Write(1, 0, Samples, 2002, Payload);
        var reader = new FragmentReader(new MemoryStream(bytes[..^1]));
        await reader.NextAsync(TestContext.Current.CancellationToken);

        await Assert.ThrowsAsync<MalformedMp4Exception>(
            () => reader.CopyDataAsync(Stream.Null, TestContext.Current.CancellationToken));
    }
}
