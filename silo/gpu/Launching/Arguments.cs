using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Framemill.Pixels;

namespace Framemill.Gpu.Launching;

// What kernels are given: each struct as the kernel file of the same name has it, field by field.

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TwoPlanes(DevicePlane Target, DevicePlane Source);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct BlendArguments(DevicePlane Target, DevicePlane Source, DevicePlane Weights);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct OverArguments(DevicePlane Target, DevicePlane Source, DevicePlane Alpha, ulong Rows);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct AlphaRowsArguments(ulong Rows, DevicePlane Alpha);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct BlendEvenArguments(DevicePlane Target, DevicePlane Source, int Factor);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct FillArguments(DevicePlane Target, int Value);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct LinearArguments(DevicePlane Target, DevicePlane Source, int Gain, int Constant);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct KeyNumbers(
    int Red,
    int Green,
    int Blue,
    int Threshold,
    int Halo,
    int HaloGain,
    int SpillSpan,
    int SpillEnd,
    int SpillGain,
    int DirectionU,
    int DirectionV);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct KeyAlphaArguments(
    DevicePlane Target, DevicePlane Alpha, DevicePlane Y, DevicePlane U, DevicePlane V, KeyNumbers Key);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct UnspillArguments(
    DevicePlane TargetU, DevicePlane TargetV, DevicePlane Y, DevicePlane U, DevicePlane V, KeyNumbers Key);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TapsArguments(
    ulong Firsts, ulong Weights, long Origin, long Step, int Start, int Count, int Size, int Taps);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct WholeArguments(DevicePlane Target, DevicePlane Source, int OffsetX, int OffsetY);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ColorCubeArguments(
    ulong Cube,
    DevicePlane Y,
    DevicePlane U,
    DevicePlane V,
    DevicePlane NewY,
    DevicePlane NewU,
    DevicePlane NewV,
    DevicePlane Alpha);

/// <summary>A <see cref="PlaneMap"/>, or an affine map of the same six numbers, 32.32.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SampleMap(long Xx, long Xy, long X0, long Yx, long Yy, long Y0)
{
    public static SampleMap Of(in PlaneMap map) => new(map.Xx, map.Xy, map.X0, map.Yx, map.Yy, map.Y0);
}

/// <summary>For lines and for slants alike.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SampleArguments(
    DevicePlane Target, DevicePlane Source, SampleMap Map, int StartX, int StartY);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct UprightArguments(
    DevicePlane Target,
    DevicePlane Source,
    ulong Columns,
    ulong ColumnWeights,
    ulong Rows,
    ulong RowWeights,
    int ColumnTaps,
    int RowTaps);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct CoverageArguments(
    DevicePlane Weights,
    SampleMap Map,
    long Width,
    long Height,
    long StepX,
    long StepY,
    int X,
    int Y,
    int Left,
    int Top,
    int Right,
    int Bottom,
    int Opacity,
    int IsUpright);

/// <summary>Weights, and the target pixel that the first of them is for.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct MaskPlace(DevicePlane Weights, int X, int Y);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct LinearMaskArguments(MaskPlace Place, long StepX, long StepY, long Origin);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct CircleMaskArguments(
    MaskPlace Place, double CentreX, double CentreY, double Radius, double Scale);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ClockMaskArguments(
    MaskPlace Place, double CentreX, double CentreY, double Sine, double Cosine, int Quarter);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct RoundedMaskArguments(
    MaskPlace Place, double Left, double Top, double Width, double Height, double Radius);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PlaneMaskArguments(
    MaskPlace Place, DevicePlane Matte, int MatteX, int MatteY, int IsLuma, int IsInverted);

/// <summary>Of a bell, as many as count; the array has room for the widest.</summary>
[InlineArray(32)]
internal struct BellWeights
{
    private short _first;
}

/// <summary>Rows of 15-bit values, which begin <c>Stride</c> values apart; for both halves of a blur.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct BlurArguments(
    ulong Values, int ValueStride, int Taps, DevicePlane Plane, BellWeights Weights);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PackedArguments(
    ulong Pixels, long Stride, DevicePlane Y, DevicePlane U, DevicePlane V, DevicePlane A);

[StructLayout(LayoutKind.Sequential)]
internal readonly record struct ToRgbArguments(
    ulong Pixels, long Stride, DevicePlane Y, DevicePlane U, DevicePlane V);
