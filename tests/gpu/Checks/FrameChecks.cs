using Framemill.Gpu;
using Framemill.Pixels;
using Framemill.Tests.Gpu.Support;

namespace Framemill.Tests.Gpu.Checks;

/// <summary>Frames that stay on the card from their upload to the finished picture's download.</summary>
internal static class FrameChecks
{
    private const int Frames = 24;
    private const int Width = 161;
    private const int Height = 93;

    /// <summary>
    /// One stream brings pictures up, another works on them and brings the film's frames back; memory goes round
    /// between both. Whoever does not wait for the other sees a wrong picture.
    /// </summary>
    public static void TwoStreams(TwinBench bench)
    {
        using var uploads = bench.Device.CreateStream();
        using var transfer = new FrameTransfer(uploads, slots: 3);
        using var arrived = bench.Device.CreateEvent();
        var painter = new DevicePainter(bench.Stream, bench.Transfer);
        var pending = new Queue<(FrameTransfer.PendingDownload Download, PlanarImage Expected)>();
        var keyer = new ChromaKeyer(30, 200, 40, 60, 40);
        var allocations = 0L;
        for (var frame = 0; frame < Frames; frame++)
        {
            using var picture = PlanarImage.Allocate(bench.Pixels, Width, Height, hasAlpha: false);
            foreach (var plane in TwinBench.Planes(picture)) bench.Fill(plane);
            var onCard = bench.Device.Pool.Rent(uploads, Width, Height, AlphaForm.None);
            transfer.Upload(picture, onCard);
            uploads.Record(arrived);
            bench.Stream.Wait(arrived);

            using var keyed = bench.Device.Pool.Rent(bench.Stream, Width, Height, AlphaForm.Straight);
            using var film = bench.Device.Pool.Rent(bench.Stream, Width, Height, AlphaForm.None);
            DeviceColorLook.Apply(bench.Stream, ColorLook.Boost, onCard, onCard);
            DeviceChromaKeyer.Apply(bench.Stream, keyer, onCard, keyed);
            DeviceBlur.Apply(bench.Stream, onCard, film, 2.5);
            painter.Paint(film, keyed, AffineMap.Translation(3.25, -1.5), film.Bounds, opacity: 200);
            onCard.ReleaseAfter(bench.Stream);
            pending.Enqueue((bench.Transfer.Download(film), Expected(bench, picture, keyer)));
            if (pending.Count > 1) Compare(bench, pending.Dequeue(), frame - 1);
            if (frame == 3) allocations = bench.Device.Pool.Allocations;
        }

        Compare(bench, pending.Dequeue(), Frames - 1);
        Assert.Equal(allocations, bench.Device.Pool.Allocations);
    }

    private static PlanarImage Expected(TwinBench bench, PlanarImage picture, ChromaKeyer keyer)
    {
        using var looked = PlanarImage.Allocate(bench.Pixels, Width, Height, hasAlpha: false);
        using var keyed = PlanarImage.Allocate(bench.Pixels, Width, Height, hasAlpha: true);
        var film = PlanarImage.Allocate(bench.Pixels, Width, Height, hasAlpha: false);
        ColorLook.Boost.Apply(picture, looked);
        keyer.Apply(looked, keyed);
        Blur.Apply(looked, film, 2.5);
        LayerPainter.Paint(film, keyed, AffineMap.Translation(3.25, -1.5), film.Bounds, opacity: 200);
        return film;
    }

    private static void Compare(
        TwinBench bench, (FrameTransfer.PendingDownload Download, PlanarImage Expected) one, int frame)
    {
        using var expected = one.Expected;
        using var back = PlanarImage.Allocate(bench.Pixels, Width, Height, hasAlpha: false);
        one.Download.CopyTo(back);
        foreach (var (left, right) in TwinBench.Planes(expected).Zip(TwinBench.Planes(back)))
        {
            TwinBench.AssertSame(left, right, $"frame {frame}");
        }
    }
}
