using Framemill.Gpu;
using Framemill.Pixels;
using Framemill.Pixels.Kernels;
using Framemill.Tests.Gpu.Support;

namespace Framemill.Tests.Gpu.Checks;

/// <summary>Planes over planes, against the scalar rows of the CPU.</summary>
internal static unsafe class BlendChecks
{
    private delegate void Twin(byte* target, byte* source, byte* weights, int count);

    private delegate void OnCard(GpuStream stream, DevicePlane target, DevicePlane source, DevicePlane weights);

    public static void Mix(TwinBench bench) => Compare(bench, BlendRow.MixScalar, DeviceBlend.Mix);

    public static void Over(TwinBench bench) => Compare(bench, BlendRow.OverScalar, DeviceBlend.Over);

    public static void Multiply(TwinBench bench) => Compare(
        bench,
        (target, source, weights, count) => BlendRow.MultiplyScalar(source, weights, target, count),
        (stream, target, source, weights) => DeviceBlend.Multiply(stream, source, weights, target));

    public static void MultiplyInPlace(TwinBench bench) => Compare(
        bench,
        (target, source, _, count) => BlendRow.MultiplyScalar(target, source, target, count),
        (stream, target, source, _) => DeviceBlend.Multiply(stream, target, source, target));

    public static void MixEven(TwinBench bench)
    {
        foreach (var weight in (int[])[0, 1, 77, 128, 254, 255])
        {
            Compare(
                bench,
                (target, source, _, count) => MixEvenScalar(target, source, (byte)weight, count),
                (stream, target, source, _) => DeviceBlend.MixEven(stream, target, source, weight));
        }
    }

    public static void Fade(TwinBench bench)
    {
        foreach (var factor in (int[])[0, 1, 77, 128, 255, 256])
        {
            Compare(
                bench,
                (target, source, _, count) => BlendRow.FadeScalar(source, factor, target, count),
                (stream, target, source, _) => DeviceBlend.Fade(stream, source, factor, target));
        }
    }

    /// <summary>Each pair of bytes under each weight: all that a mix can be asked.</summary>
    public static void MixOfEveryByte(TwinBench bench)
    {
        using var target = bench.Plane(256, 256);
        using var source = bench.Plane(256, 256);
        using var weights = bench.Plane(256, 256);
        for (var weight = 0; weight < 256; weight += 5)
        {
            for (var y = 0; y < 256; y++)
            {
                for (var x = 0; x < 256; x++) (target.Host.Row(y)[x], source.Host.Row(y)[x]) = ((byte)x, (byte)y);
                weights.Host.Row(y).Fill((byte)weight);
            }

            target.Upload();
            source.Upload();
            weights.Upload();
            Run(target.Host, source.Host, weights.Host, BlendRow.MixScalar);
            DeviceBlend.Mix(bench.Stream, target.Card, source.Card, weights.Card);
            target.AssertSame($"mix of every byte by {weight}");
        }
    }

    private static void MixEvenScalar(byte* target, byte* source, byte weight, int count)
    {
        for (var i = 0; i < count; i++) BlendRow.MixScalar(target + i, source + i, &weight, 1);
    }

    private static void Compare(TwinBench bench, Twin twin, OnCard onCard)
    {
        foreach (var (width, height) in TwinBench.Sizes(bench.Random))
        {
            using var target = bench.Plane(width, height);
            using var source = bench.Plane(width, height);
            using var weights = bench.Plane(width, height);
            Run(target.Host, source.Host, weights.Host, twin);
            onCard(bench.Stream, target.Card, source.Card, weights.Card);
            target.AssertSame("target");
            source.AssertSame("source");
        }
    }

    private static void Run(Plane target, Plane source, Plane weights, Twin twin)
    {
        for (var y = 0; y < target.Height; y++)
        {
            twin(target.RowPointer(y), source.RowPointer(y), weights.RowPointer(y), target.Width);
        }
    }
}
