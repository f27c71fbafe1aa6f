namespace Framemill.Renders;

/// <summary>
/// Which segments of a film are finished: one bit each, so that an hour of film costs a few hundred bytes per write.
/// Immutable.
/// </summary>
public readonly struct SegmentSet
{
    private readonly byte[]? _bits;

    public SegmentSet(byte[] bits)
    {
        _bits = bits;
    }

    public byte[] ToBits() => _bits ?? [];

    public bool Contains(int index)
    {
        var bits = ToBits();
        return index >= 0 && index / 8 < bits.Length && (bits[index / 8] & (1 << (index % 8))) != 0;
    }

    public bool ContainsAll(int first, int count)
    {
        for (var index = first; index < first + count; index++)
        {
            if (!Contains(index)) return false;
        }

        return true;
    }

    public SegmentSet With(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (Contains(index)) return this;
        var old = ToBits();
        var bits = new byte[Math.Max(old.Length, (index / 8) + 1)];
        old.CopyTo(bits, 0);
        bits[index / 8] |= (byte)(1 << (index % 8));
        return new SegmentSet(bits);
    }

    public int Count
    {
        get
        {
            var count = 0;
            foreach (var eight in ToBits()) count += int.PopCount(eight);
            return count;
        }
    }

    /// <summary>How many segments from the film's start are finished without a gap.</summary>
    public int Prefix
    {
        get
        {
            var first = 0;
            while (Contains(first)) first++;
            return first;
        }
    }
}
