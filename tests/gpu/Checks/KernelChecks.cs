using Framemill.Tests.Gpu.Support;

namespace Framemill.Tests.Gpu.Checks;

/// <summary>All that a card must do byte for byte as the CPU does it.</summary>
internal static class KernelChecks
{
    public static IReadOnlyDictionary<string, Action<TwinBench>> All { get; } =
        new Dictionary<string, Action<TwinBench>>
    {
        ["copy"] = PlaneChecks.Copy,
        ["copy by the driver"] = PlaneChecks.CopyByEngine,
        ["fill"] = PlaneChecks.Fill,
        ["mix"] = BlendChecks.Mix,
        ["mix of every byte"] = BlendChecks.MixOfEveryByte,
        ["cross-fade"] = BlendChecks.MixEven,
        ["over"] = BlendChecks.Over,
        ["multiply"] = BlendChecks.Multiply,
        ["multiply in place"] = BlendChecks.MultiplyInPlace,
        ["fade"] = BlendChecks.Fade,
        ["linear"] = PlaneChecks.Linear,
        ["colour looks"] = PlaneChecks.ColorLooks,
        ["colour cubes"] = PlaneChecks.ColorCubes,
        ["halve"] = PlaneChecks.Halve,
        ["reduce alpha"] = PlaneChecks.ReduceAlpha,
        ["sample, whole"] = SamplerChecks.Whole,
        ["sample, pan"] = SamplerChecks.Pan,
        ["sample, linear"] = SamplerChecks.Linear,
        ["sample, upright"] = SamplerChecks.Upright,
        ["sample, slanted"] = SamplerChecks.Slanted,
        ["chroma key"] = FilterChecks.ChromaKey,
        ["blur"] = FilterChecks.Blurs,
        ["from RGB"] = FilterChecks.FromRgb24,
        ["from RGBA"] = FilterChecks.FromRgba,
        ["from premultiplied BGRA"] = FilterChecks.FromPremultipliedBgra,
        ["to RGB"] = FilterChecks.ToRgb24,
        ["masks"] = PaintChecks.Masks,
        ["mattes"] = PaintChecks.Mattes,
        ["layers"] = PaintChecks.Layers,
        ["frames on two streams"] = FrameChecks.TwoStreams,
    };
}
