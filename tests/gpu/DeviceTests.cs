using Framemill.Gpu;
using Framemill.Gpu.Native;
using Framemill.Pixels;
using Framemill.Tests.Gpu.Support;

namespace Framemill.Tests.Gpu;

/// <summary>Frames on a card: how they get there and back, and who owns their memory.</summary>
public sealed class DeviceTests : IDisposable
{
    private readonly SoftwareCard _card = new();
    private readonly GpuDevice _device;

    public DeviceTests() => _device = GpuDevice.Open(_card, SoftwareCard.Card, _card);

    [Theory]
    [InlineData(1, 1, AlphaForm.None)]
    [InlineData(2, 3, AlphaForm.Straight)]
    [InlineData(511, 33, AlphaForm.Premultiplied)]
    [InlineData(1025, 2, AlphaForm.None)]
    public void Frame_ThereAndBack_IsTheSame(int width, int height, AlphaForm alpha)
    {
        using var bench = new TwinBench(_device, seed: 5);
        var (image, frame) = bench.Picture(width, height, alpha);
        using (image)
        using (frame)
        {
            bench.AssertSame(image, frame, "frame");
        }
    }

    [Fact]
    public void Planes_OfAFrame_ShareNoByteAndBeginAtWholeGroups()
    {
        using var stream = _device.CreateStream();
        for (var width = 1; width < 1100; width += 73)
        {
            using var frame = _device.Pool.Rent(stream, width, 7, AlphaForm.Straight);
            DevicePlane[] planes = [frame.Y, frame.U, frame.V, frame.A];
            byte value = 0;
            foreach (var plane in planes) DevicePlanes.Fill(stream, plane, ++value);
            using var transfer = new FrameTransfer(stream);
            value = 0;
            foreach (var plane in planes)
            {
                var expected = ++value;
                Assert.Equal(0UL, plane.Address % 16);
                transfer.Download(plane, (_, row) => Assert.False(row.ContainsAnyExcept(expected)));
            }
        }
    }

    [Fact]
    public void Rent_AfterReturn_TakesNoNewMemory()
    {
        using var stream = _device.CreateStream();
        _device.Pool.Rent(stream, 640, 360, AlphaForm.None).Dispose();
        var allocations = _device.Pool.Allocations;
        using var other = _device.CreateStream();
        using (_device.Pool.Rent(other, 640, 360, AlphaForm.None))
        {
            Assert.Equal(allocations, _device.Pool.Allocations);
            Assert.True(_device.Pool.RentedBytes >= 640 * 360 * 3 / 2);
        }

        Assert.Equal(0, _device.Pool.RentedBytes);
        Assert.True(_device.Pool.IdleBytes > 0);
        _device.Pool.Trim();
        Assert.Equal(0, _device.Pool.IdleBytes);
    }

    [Fact]
    public void Rent_CardFullOfIdleMemory_FreesItFirst()
    {
        var small = new SoftwareCard { MemoryMax = 1 << 20 };
        using (var device = GpuDevice.Open(small, SoftwareCard.Card, small))
        using (var stream = device.CreateStream())
        {
            device.Pool.Rent(stream, 512, 800, AlphaForm.None).Dispose();
            device.Pool.Rent(stream, 1024, 600, AlphaForm.None).Dispose();
            var fault = Assert.Throws<CudaException>(() => device.Pool.Rent(stream, 1024, 1024, AlphaForm.None));
            Assert.Equal(("MemAllocPitch", CudaResult.OutOfMemory), (fault.Call, fault.Result));
        }

        Assert.Equal((0, 0), (small.Held, small.Retained));
    }

    [Fact]
    public void Return_MoreThanIsKept_FreesWhatIsIdle()
    {
        using var stream = _device.CreateStream();
        _device.Pool.IdleBytesMax = 1 << 20;
        for (var height = 600; height < 640; height++)
        {
            _device.Pool.Rent(stream, 512, height, AlphaForm.None).Dispose();
            Assert.InRange(_device.Pool.IdleBytes, 1, _device.Pool.IdleBytesMax);
        }
    }

    [Fact]
    public void Download_ReadAfterItsBufferWasUsedAgain_IsRefused()
    {
        using var bench = new TwinBench(_device, seed: 6);
        var (image, frame) = bench.Picture(16, 16, AlphaForm.None);
        using (image)
        using (frame)
        {
            using var transfer = new FrameTransfer(bench.Stream, slots: 1);
            var first = transfer.Download(frame);
            transfer.Download(frame).CopyTo(image);
            Assert.Throws<ObjectDisposedException>(() => first.CopyTo(image));
        }
    }

    [Fact]
    public void Dispose_WhateverIsHeld_GivesTheContextBackLast()
    {
        var stream = _device.CreateStream();
        var frame = _device.Pool.Rent(stream, 64, 64, AlphaForm.None);
        _device.Dispose();
        Assert.Equal(1, _card.Retained);
        frame.Dispose();
        stream.Dispose();
        Assert.Equal((0, 0), (_card.Retained, _card.Held));
    }

    [Fact]
    public void Planes_OfOtherSizes_AreRefused()
    {
        using var stream = _device.CreateStream();
        using var wide = _device.Pool.Rent(stream, 64, 64, AlphaForm.None);
        Assert.Throws<ArgumentException>(() => DeviceBlend.Mix(stream, wide.Y, wide.U, wide.Y));
        Assert.Throws<ArgumentException>(() => DevicePlanes.Halve(stream, wide.Y, wide.Y));
        Assert.Throws<ArgumentException>(() => DeviceBlend.Over(stream, wide.Y, wide.Y, wide.A));
    }

    [Fact]
    public void Copy2D_IsLaidOutAsTheDriverReadsIt() =>
        Assert.Equal(128, System.Runtime.CompilerServices.Unsafe.SizeOf<Copy2D>());

    public void Dispose() => _device.Dispose();
}
