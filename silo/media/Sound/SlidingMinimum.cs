using System.Numerics;
using System.Runtime.CompilerServices;

namespace Framemill.Media.Sound;

/// <summary>The least of the last so many values, in constant time each.</summary>
internal sealed class SlidingMinimum(int window)
{
    // A power of two: places wrap around by a mask.
    private readonly (long Index, double Value)[] _rising =
        new (long, double)[BitOperations.RoundUpToPowerOf2((uint)window + 1)];

    private int _first;
    private int _count;
    private long _next;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Next(double value)
    {
        var rising = _rising;
        var mask = rising.Length - 1;
        while (_count > 0 && rising[(_first + _count - 1) & mask].Value >= value) _count--;
        rising[(_first + _count++) & mask] = (_next, value);
        if (rising[_first].Index <= _next - window)
        {
            _first = (_first + 1) & mask;
            _count--;
        }

        _next++;
        return rising[_first].Value;
    }
}
