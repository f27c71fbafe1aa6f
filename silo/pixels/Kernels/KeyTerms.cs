namespace Framemill.Pixels.Kernels;

/// <summary>A chroma key in the numbers that its kernels count in. Distances are in sixteenths.</summary>
internal readonly record struct KeyTerms
{
    /// <summary>Of the key colour in a unit of 256, as blue and red difference.</summary>
    public const int DirectionBits = 8;

    public KeyTerms(byte red, byte green, byte blue, int threshold, int halo)
    {
        (Red, Green, Blue) = (red, green, blue);
        Threshold = threshold * 16;
        Halo = Math.Max(1, halo * 16);
        HaloGain = ((255 << 16) + (Halo / 2)) / Halo;

        // Colour is taken back in full as far as the halo reaches, and over as much again less and less.
        SpillSpan = Math.Max(1, Threshold + (halo * 16));
        SpillEnd = 2 * SpillSpan;
        SpillGain = (1 << 24) / SpillSpan;
        var u = Bt709.BlueDifference(red, green, blue) - 128;
        var v = Bt709.RedDifference(red, green, blue) - 128;
        var length = Math.Sqrt((u * u) + (v * v));
        // A grey has no hue that could spill.
        if (length < 4) return;
        DirectionU = (int)Math.Round(u / length * (1 << DirectionBits));
        DirectionV = (int)Math.Round(v / length * (1 << DirectionBits));
    }

    public int Red { get; }
    public int Green { get; }
    public int Blue { get; }
    public int Threshold { get; }
    public int Halo { get; }

    /// <summary>255 over the halo, in 1/65536.</summary>
    public int HaloGain { get; }
    public int SpillSpan { get; }
    public int SpillEnd { get; }

    /// <summary>256 over the span, in 1/65536.</summary>
    public int SpillGain { get; }
    public int DirectionU { get; }
    public int DirectionV { get; }
}
