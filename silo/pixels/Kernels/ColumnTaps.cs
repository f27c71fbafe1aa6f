namespace Framemill.Pixels.Kernels;

/// <summary>
/// The taps of a whole row of target samples, laid out once for all rows of a plane.
/// </summary>
/// <remarks>
/// Eight outputs are a group: one 16-byte load from <see cref="Bases"/> holds the first sample of all eight (the second
/// samples are one byte further, and so on), and a byte shuffle by <see cref="Masks"/> puts each into the upper half of
/// its 16-bit lane. Where the step is above two, 16 bytes reach only four outputs: the other four come from a second
/// load. Two groups are a step of a kernel, and their weights lie together, tap after tap. The last ones repeat the
/// last output up to a multiple of 16, so kernels have no remainder.
/// </remarks>
internal readonly unsafe struct ColumnTaps
{
    public const int GroupSize = 8;

    /// <summary>Outputs of one step: two groups, one in each half of a vector.</summary>
    public const int StepSize = 2 * GroupSize;

    private ColumnTaps(NativeArena arena, long origin, long step, int start, int count, int sourceSize)
    {
        Count = count;
        Padded = (count + StepSize - 1) & -StepSize;
        Taps = AxisTaps.Count(step);
        IsSplit = Math.Abs(step) > 2 * AffineMap.One;
        var groups = Padded / GroupSize;
        WeightRows = Taps == 2 ? 1 : Taps;
        Firsts = (int*)arena.Take(Padded * sizeof(int));
        Bases = (int*)arena.Take(groups * 2 * sizeof(int));
        Masks = arena.Take(groups * 16);
        MasksHigh = arena.Take(groups * 16);
        Weights = (short*)arena.Take(groups * WeightRows * GroupSize * sizeof(short));
        FirstMin = int.MaxValue;
        LastMax = int.MinValue;
        for (var i = 0; i < Padded; i++)
        {
            var position = origin + (step * (start + Math.Min(i, count - 1)));
            var first = AxisTaps.Compute(position, step, sourceSize, Weight(i), StepSize);
            Firsts[i] = first;
            FirstMin = Math.Min(FirstMin, first);
            LastMax = Math.Max(LastMax, first + Taps - 1);
        }

        for (var group = 0; group < groups; group++) Arrange(group);
    }

    /// <summary>Outputs wanted.</summary>
    public int Count { get; }

    /// <summary>Outputs written: <see cref="Count"/> up to a multiple of 16.</summary>
    public int Padded { get; }

    /// <summary>Source samples for each output; two means linear.</summary>
    public int Taps { get; }

    /// <summary>Rows of weights for each step: one when linear.</summary>
    public int WeightRows { get; }

    public bool IsSplit { get; }

    public int* Firsts { get; }

    /// <summary>Two for each group; the second only counts when split.</summary>
    public int* Bases { get; }

    public byte* Masks { get; }

    public byte* MasksHigh { get; }

    public short* Weights { get; }

    /// <summary>Lowest sample used: below zero the source row needs its edge repeated.</summary>
    public int FirstMin { get; }

    /// <summary>Highest sample used.</summary>
    public int LastMax { get; }

    public static ColumnTaps Build(NativeArena arena, long origin, long step, int start, int count, int sourceSize) =>
        new(arena, origin, step, start, count, sourceSize);

    /// <summary>Weights of one output; they follow each other <see cref="StepSize"/> apart.</summary>
    public short* Weight(int output) =>
        Weights + ((nint)(output / StepSize) * WeightRows * StepSize) + (output % StepSize);

    private void Arrange(int group)
    {
        var firsts = Firsts + (group * GroupSize);
        var masks = Masks + (group * 16);
        var masksHigh = MasksHigh + (group * 16);
        new Span<byte>(masks, 16).Fill(0x80);
        new Span<byte>(masksHigh, 16).Fill(0x80);
        var low = IsSplit ? GroupSize / 2 : GroupSize;
        var lowBase = Lowest(firsts, low);
        var highBase = IsSplit ? Lowest(firsts + low, GroupSize - low) : 0;
        for (var lane = 0; lane < GroupSize; lane++)
        {
            var isLow = lane < low;
            var offset = firsts[lane] - (isLow ? lowBase : highBase);
            (isLow ? masks : masksHigh)[(2 * lane) + 1] = (byte)offset;
        }

        Bases[2 * group] = lowBase;
        Bases[(2 * group) + 1] = highBase;
    }

    private static int Lowest(int* firsts, int count)
    {
        var lowest = firsts[0];
        for (var i = 1; i < count; i++) lowest = Math.Min(lowest, firsts[i]);
        return lowest;
    }
}
