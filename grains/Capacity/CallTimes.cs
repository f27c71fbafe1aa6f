using System.Diagnostics;
using System.Numerics;

namespace Framemill.Capacity;

/// <summary>How long many calls took, counted by quarters of powers of two.</summary>
internal sealed class CallTimes
{
    private readonly long[] _counts = new long[64 * 4];
    private long _count;

    /// <param name="ticks">Of <see cref="Stopwatch"/>.</param>
    public void Add(long ticks)
    {
        var power = BitOperations.Log2((ulong)Math.Max(4, ticks));
        _counts[(power * 4) + (int)((Math.Max(4, ticks) >> (power - 2)) & 3)]++;
        _count++;
    }

    /// <summary>Upper end of the quarter in which that part of the calls is reached.</summary>
    public TimeSpan At(double part)
    {
        var left = (long)(part * _count);
        for (var i = 0; i < _counts.Length; i++)
        {
            left -= _counts[i];
            if (left < 0) return Stopwatch.GetElapsedTime(0, (long)(Math.Pow(2, i / 4) * (1 + (((i % 4) + 1) / 4.0))));
        }

        return TimeSpan.Zero;
    }
}
