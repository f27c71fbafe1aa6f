using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Framemill.Media.Sound;

/// <summary>The arithmetic of mixing, each with a scalar twin that gives the same bits.</summary>
internal static class MixKernels
{
    /// <summary>Adds <c>source * gain</c> to the target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(ReadOnlySpan<float> source, float gain, Span<float> target)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, source.Length);
        var sources = MemoryMarshal.Cast<float, Vector<float>>(source);
        var targets = MemoryMarshal.Cast<float, Vector<float>>(target);
        for (var i = 0; i < sources.Length; i++) targets[i] += sources[i] * gain;
        var done = sources.Length * Vector<float>.Count;
        AddScaledScalar(source[done..], gain, target[done..]);
    }

    public static void AddScaledScalar(ReadOnlySpan<float> source, float gain, Span<float> target)
    {
        for (var i = 0; i < source.Length; i++) target[i] += source[i] * gain;
    }

    /// <summary>Multiplies every value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scale(Span<float> values, float gain)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (ref var vector in vectors) vector *= gain;
        foreach (ref var value in values[(vectors.Length * Vector<float>.Count)..]) value *= gain;
    }

    /// <summary>Adds interleaved stereo under a gain that moves in a straight line, both channels alike.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRamp(ReadOnlySpan<float> source, float from, float to, Span<float> target)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Length, source.Length);
        if (from == to)
        {
            AddScaled(source, from, target);
            return;
        }

        var step = (to - from) / (source.Length / 2);
        for (var i = 0; i + 1 < source.Length; i += 2)
        {
            var gain = from + (step * (i / 2));
            target[i] += source[i] * gain;
            target[i + 1] += source[i + 1] * gain;
        }
    }

    /// <summary>The largest magnitude.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Largest(ReadOnlySpan<float> values)
    {
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(values);
        var largest = Vector<float>.Zero;
        foreach (var vector in vectors) largest = Vector.Max(largest, Vector.Abs(vector));
        var result = 0f;
        for (var lane = 0; lane < Vector<float>.Count; lane++) result = MathF.Max(result, largest[lane]);
        foreach (var value in values[(vectors.Length * Vector<float>.Count)..])
            result = MathF.Max(result, MathF.Abs(value));
        return result;
    }

    /// <summary>Root mean square over both channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Level(ReadOnlySpan<float> interleaved)
    {
        var sum = 0.0;
        foreach (var value in interleaved) sum += (double)value * value;
        return interleaved.Length == 0 ? 0 : Math.Sqrt(sum / interleaved.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Split(ReadOnlySpan<float> interleaved, Span<float> left, Span<float> right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            left[i] = interleaved[2 * i];
            right[i] = interleaved[(2 * i) + 1];
        }
    }
}
