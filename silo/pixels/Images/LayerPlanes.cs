using Framemill.Pixels.Kernels;

namespace Framemill.Pixels;

/// <summary>
/// What the painter reads of an image: planes whose colour is already multiplied by alpha (so that interpolation is
/// right at every edge), an alpha plane at chroma resolution, and all of it halved again and again for small sizes.
/// </summary>
internal sealed unsafe class LayerPlanes(PlanarImage image)
{
    /// <summary>16384 halved so often is one pixel.</summary>
    public const int LevelsMax = 15;

    private const int Guard = 64;

    private readonly Lock _gate = new();
    private Level[] _levels = [];
    private PixelPool.Block[] _blocks = [];
    private volatile int _fresh = image.Reduction; // Levels below this one are up to date.
    private PixelRect? _ink;

    public void MarkStale() => (_fresh, _ink) = (image.Reduction, null);

    /// <summary>The smallest part outside of which alpha is nought; remembered.</summary>
    public PixelRect Ink()
    {
        lock (_gate)
        {
            if (_ink is { } known) return known;
            var ink = InkOf(image.A);
            _ink = ink;
            return ink;
        }
    }

    /// <summary>The smallest part outside of which alpha is nought.</summary>
    public static PixelRect InkOf(Plane alpha)
    {
        var (left, top, right, bottom) = (alpha.Width, alpha.Height, 0, 0);
        for (var y = 0; y < alpha.Height; y++)
        {
            var row = alpha.Row(y);
            // Up to where ink is known to begin, and from where it is known to end.
            var first = row[..left].IndexOfAnyExcept((byte)0);
            if (first < 0 && left < alpha.Width && row[left..].ContainsAnyExcept((byte)0)) first = left;
            else if (first < 0) continue;
            left = Math.Min(left, first);
            var last = row[right..].LastIndexOfAnyExcept((byte)0);
            right = Math.Max(right, right + last + 1);
            top = Math.Min(top, y);
            bottom = y + 1;
        }

        return right <= left ? default : new(left, top, right - left, bottom - top);
    }

    public Level Get(int level)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)level, (uint)LevelsMax, nameof(level));
        ArgumentOutOfRangeException.ThrowIfLessThan(level, image.Reduction);
        lock (_gate)
        {
            if (_levels.Length <= level)
            {
                Array.Resize(ref _levels, level + 1);
                Array.Resize(ref _blocks, level + 1);
            }

            while (_fresh <= level)
            {
                Build(_fresh);
                _fresh++;
            }

            return _levels[level];
        }
    }

    public void Free()
    {
        foreach (ref var block in _blocks.AsSpan())
        {
            if (block.Data is not null) image.Pool.Return(block);
            block = default;
        }
    }

    private void Build(int level)
    {
        if (level > image.Reduction)
        {
            BuildHalf(level);
            return;
        }

        if (level > 0)
        {
            _levels[level] = new(image.Y, image.U, image.V, image.A, image.ReducedAlphaChroma);
            return;
        }

        var alphaChroma = image.HasAlpha ? Allot(0, ownsColour: image.Alpha == AlphaForm.Straight) : default;
        if (image.Alpha == AlphaForm.Straight)
        {
            Premultiply.ReduceAlpha(image.A, alphaChroma.AChroma);
            Premultiply.Plane(image.Y, image.A, alphaChroma.Y);
            Premultiply.Plane(image.U, alphaChroma.AChroma, alphaChroma.U);
            Premultiply.Plane(image.V, alphaChroma.AChroma, alphaChroma.V);
            _levels[0] = alphaChroma with { A = image.A };
        }
        else if (image.Alpha == AlphaForm.Premultiplied)
        {
            Premultiply.ReduceAlpha(image.A, alphaChroma.AChroma);
            _levels[0] = new(image.Y, image.U, image.V, image.A, alphaChroma.AChroma);
        }
        else
        {
            _levels[0] = new(image.Y, image.U, image.V, default, default);
        }
    }

    private void BuildHalf(int level)
    {
        var from = _levels[level - 1];
        var to = AllotHalf(level, from);
        Halve.Plane(from.Y, to.Y);
        Halve.Plane(from.U, to.U);
        Halve.Plane(from.V, to.V);
        if (image.HasAlpha)
        {
            Halve.Plane(from.A, to.A);
            Halve.Plane(from.AChroma, to.AChroma);
        }

        _levels[level] = to;
    }

    private Level Allot(int level, bool ownsColour)
    {
        var chroma = image.U;
        var luma = image.Y;
        var lumaBytes = ownsColour ? (long)luma.Stride * luma.Height : 0;
        var chromaBytes = (long)chroma.Stride * chroma.Height;
        var data = RentOnce(level, lumaBytes + (chromaBytes * (ownsColour ? 3 : 1)));
        var alpha = new Plane(data, chroma.Stride, chroma.Width, chroma.Height);
        if (!ownsColour) return new(default, default, default, default, alpha);
        data += chromaBytes;
        return new(
            new(data, luma.Stride, luma.Width, luma.Height),
            new(data + lumaBytes, chroma.Stride, chroma.Width, chroma.Height),
            new(data + lumaBytes + chromaBytes, chroma.Stride, chroma.Width, chroma.Height),
            default,
            alpha);
    }

    private Level AllotHalf(int level, Level from)
    {
        var (luma, lumaBytes) = HalfOf(from.Y);
        var (chroma, chromaBytes) = HalfOf(from.U);
        var alphas = image.HasAlpha ? 2 : 1;
        var data = RentOnce(level, (lumaBytes * alphas) + (chromaBytes * (alphas + 1)));
        var colour = new Level(
            At(luma, data),
            At(chroma, data + lumaBytes),
            At(chroma, data + lumaBytes + chromaBytes),
            default,
            default);
        if (!image.HasAlpha) return colour;
        data += lumaBytes + (2 * chromaBytes);
        return colour with { A = At(luma, data), AChroma = At(chroma, data + lumaBytes) };
    }

    private static (Plane Shape, long Bytes) HalfOf(Plane plane)
    {
        var width = (plane.Width + 1) / 2;
        var height = (plane.Height + 1) / 2;
        var stride = PlanarImage.Stride(width);
        return (new(null, stride, width, height), (long)stride * height);
    }

    private static Plane At(Plane shape, byte* data) => new(data, shape.Stride, shape.Width, shape.Height);

    private byte* RentOnce(int level, long bytes)
    {
        if (_blocks[level].Data is null) _blocks[level] = image.Pool.Rent(bytes + (2 * Guard));
        return _blocks[level].Data + Guard;
    }

    /// <summary>One size of the image. The alpha planes are empty where the image is opaque.</summary>
    internal readonly record struct Level(Plane Y, Plane U, Plane V, Plane A, Plane AChroma)
    {
        /// <summary>
        /// The part that shows columns <paramref name="left"/> to <paramref name="right"/> and rows
        /// <paramref name="top"/> to <paramref name="bottom"/> of the image, which is halved so often here. Left and
        /// top are multiples of what one chroma sample stands for; the others too, or the image's own.
        /// </summary>
        public Level Part(int level, int left, int right, int top, int bottom)
        {
            var (x, y) = (left >> level, top >> level);
            var (width, height) = (PlanarImage.Reduced(right, level) - x, PlanarImage.Reduced(bottom, level) - y);
            var (chromaX, chromaY) = (left / 2 >> level, top / 2 >> level);
            var chromaWidth = PlanarImage.Reduced((right + 1) / 2, level) - chromaX;
            var chromaHeight = PlanarImage.Reduced((bottom + 1) / 2, level) - chromaY;
            return new(
                Y.Slice(x, y, width, height),
                U.Slice(chromaX, chromaY, chromaWidth, chromaHeight),
                V.Slice(chromaX, chromaY, chromaWidth, chromaHeight),
                A.IsEmpty ? default : A.Slice(x, y, width, height),
                AChroma.IsEmpty ? default : AChroma.Slice(chromaX, chromaY, chromaWidth, chromaHeight));
        }
    }
}
