namespace Framemill.Pixels;

/// <summary>
/// An <see cref="AffineMap"/> seen by one plane: from the index of a target sample to a (fractional) index of a source
/// sample, 32.32, at one reduced size of the source.
/// </summary>
internal readonly record struct PlaneMap(long Xx, long Xy, long X0, long Yx, long Yy, long Y0)
{
    private const long Half = AffineMap.One / 2;

    /// <summary>Luma sample i lies at i + 1/2 in both directions.</summary>
    public static PlaneMap Luma(in AffineMap map, int level) => Reduce(
        new(
            map.Xx,
            map.Xy,
            map.X0 + ((map.Xx + map.Xy) >> 1) - Half,
            map.Yx,
            map.Yy,
            map.Y0 + ((map.Yx + map.Yy) >> 1) - Half),
        level);

    /// <summary>Chroma sample i lies at 2i + 1/2 across (sited left) and 2i + 1 down (between two rows).</summary>
    public static PlaneMap Chroma(in AffineMap map, int level) => Reduce(
        new(
            map.Xx,
            map.Xy,
            ((map.Xx >> 1) + map.Xy + map.X0 - Half) >> 1,
            map.Yx,
            map.Yy,
            ((map.Yx >> 1) + map.Yy + map.Y0 - AffineMap.One) >> 1),
        level);

    /// <summary>True when every target row or column shows exactly one source row or column, unflipped.</summary>
    public static bool IsWhole(long step, long origin) =>
        step == AffineMap.One && Phase.Round(origin).Fraction == 0;

    // Sample i of a reduced plane covers 2^level samples and lies in their middle.
    private static PlaneMap Reduce(PlaneMap map, int level)
    {
        if (level == 0) return map;
        return new(
            map.Xx >> level,
            map.Xy >> level,
            ((map.X0 + Half) >> level) - Half,
            map.Yx >> level,
            map.Yy >> level,
            ((map.Y0 + Half) >> level) - Half);
    }
}

/// <summary>A position as a whole sample and a fraction of 15 bits, the precision of all interpolation.</summary>
internal readonly record struct Phase(int Index, short Fraction)
{
    public const int Bits = 15;

    public static Phase Round(long position)
    {
        var rounded = (position + (1L << (AffineMap.FractionBits - Bits - 1))) >> (AffineMap.FractionBits - Bits);
        return new((int)(rounded >> Bits), (short)(rounded & ((1 << Bits) - 1)));
    }
}
