using Framemill.Pixels.Kernels;

namespace Framemill.Pixels;

/// <summary>
/// A change of brightness, contrast and saturation: luma and chroma each times a gain about a pivot, plus an offset.
/// </summary>
public sealed unsafe class ColorLook
{
    private const double GainMax = 7.99;

    [ThreadStatic]
    private static LinearJob? s_job;

    private readonly short _lumaGain;
    private readonly int _lumaPivot;
    private readonly int _lumaOffset;
    private readonly short _chromaGain;

    /// <param name="contrast">Gain of luma about <paramref name="pivot"/>; negative inverts.</param>
    /// <param name="saturation">Gain of colour; 0 is grey, negative the complementary colour.</param>
    /// <param name="brightness">Added to luma, as a part of the way from black to white.</param>
    /// <param name="pivot">The luma that contrast leaves alone, 0 black to 1 white.</param>
    public ColorLook(double contrast, double saturation, double brightness = 0, double pivot = 0.5)
    {
        _lumaGain = Gain(contrast, nameof(contrast));
        _chromaGain = Gain(saturation, nameof(saturation));

        // The exact pivot may lie between two codes: what its rounding would move, the offset moves back.
        var exact = 16 + (Math.Clamp(pivot, 0, 1) * 219);
        _lumaPivot = (int)Math.Round(exact);
        var lift = Math.Clamp(brightness, -1, 1) * 219;
        _lumaOffset = (int)Math.Round(exact + ((_lumaPivot - exact) * contrast) + lift);
    }

    /// <summary>Stronger contrast and colour.</summary>
    public static ColorLook Boost { get; } = new(contrast: 1.2, saturation: 1.5);

    public static ColorLook Contrast { get; } = new(contrast: 1.4, saturation: 1);

    public static ColorLook Darken { get; } = new(contrast: 0.7, saturation: 1, pivot: 0);

    public static ColorLook Lighten { get; } = new(contrast: 0.7, saturation: 1, pivot: 1);

    public static ColorLook Muted { get; } = new(contrast: 0.9, saturation: 0.5);

    public static ColorLook Greyscale { get; } = new(contrast: 1, saturation: 0);

    /// <summary>Black for white and each colour for its opposite.</summary>
    public static ColorLook Negative { get; } = new(contrast: -1, saturation: -1);

    internal (int Pivot, short Gain, int Offset) Luma => (_lumaPivot, _lumaGain, _lumaOffset);

    internal short ChromaGain => _chromaGain;

    /// <summary>Writes the changed picture; source and target may be the same. Alpha is copied.</summary>
    public void Apply(PlanarImage source, PlanarImage target, RowBands? bands = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (source.Alpha != target.Alpha || source.Alpha == AlphaForm.Premultiplied)
        {
            throw new ArgumentException("Colour is changed on opaque or straight pictures alike.", nameof(target));
        }

        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Width, source.Width, nameof(target));
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Height, source.Height, nameof(target));
        ApplyPlane(source.Y, target.Y, _lumaPivot, _lumaGain, _lumaOffset, bands);
        ApplyPlane(source.U, target.U, 128, _chromaGain, 128, bands);
        ApplyPlane(source.V, target.V, 128, _chromaGain, 128, bands);
        if (source.HasAlpha && !ReferenceEquals(source, target)) source.A.CopyTo(target.A);
        target.MarkChanged();
    }

    private static void ApplyPlane(Plane source, Plane target, int pivot, short gain, int offset, RowBands? bands)
    {
        var job = s_job ??= new();
        job.Begin(source, target, pivot, gain, offset);
        if (bands is null) job.Run(0, source.Height);
        else bands.Run(job, source.Height);
    }

    private static short Gain(double gain, string name)
    {
        if (!(Math.Abs(gain) <= GainMax)) throw new ArgumentOutOfRangeException(name, gain, $"Gains reach {GainMax}.");
        return (short)Math.Round(gain * (1 << LinearRow.GainBits));
    }

    private sealed class LinearJob : IBandJob
    {
        private Plane _source;
        private Plane _target;
        private int _pivot;
        private short _gain;
        private int _offset;

        public void Begin(Plane source, Plane target, int pivot, short gain, int offset) =>
            (_source, _target, _pivot, _gain, _offset) = (source, target, pivot, gain, offset);

        public void Run(int first, int end)
        {
            for (var y = first; y < end; y++)
            {
                LinearRow.Row(_source.RowPointer(y), _target.RowPointer(y), _source.Width, _pivot, _gain, _offset);
            }
        }
    }
}
