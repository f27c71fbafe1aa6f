namespace Framemill.Pixels;

/// <summary>
/// One picture: 8-bit planar YUV 4:2:0, BT.709, limited range, chroma sited left (as H.264 has it), with an optional
/// full-resolution alpha plane. Chroma planes are (width+1)/2 by (height+1)/2.
/// </summary>
/// <remarks>
/// Memory is native, from a <see cref="PixelPool"/>, and goes back when the last reference is released. Whoever writes
/// through the planes after the image has been painted says so by <see cref="MarkChanged"/>: reduced and premultiplied
/// copies are remembered with the image.
/// </remarks>
public sealed unsafe class PlanarImage : IDisposable
{
    /// <summary>Largest width and height. Fixed-point positions are exact up to it.</summary>
    public const int SideMax = 16384;

    private const int Guard = 64; // Vector loads may look past a row's end; never past the block.

    private readonly PixelPool _pool;
    private PixelPool.Block _block;
    private LayerPlanes? _layers;
    private int _references = 1;

    private PlanarImage(PixelPool pool, int width, int height, AlphaForm alpha, bool isPacked, int reduction)
    {
        _pool = pool;
        Width = width;
        Height = height;
        Alpha = alpha;
        Reduction = reduction;
        var (lumaWidth, lumaHeight) = (Reduced(width, reduction), Reduced(height, reduction));
        var (chromaWidth, chromaHeight) = (Reduced((width + 1) / 2, reduction), Reduced((height + 1) / 2, reduction));
        var lumaStride = isPacked ? width : Stride(lumaWidth);
        var chromaStride = isPacked ? chromaWidth : Stride(chromaWidth);
        var luma = (long)lumaStride * lumaHeight;
        var chroma = (long)chromaStride * chromaHeight;
        var alphas = (alpha == AlphaForm.None ? 0 : luma) + (alpha == AlphaForm.None || reduction == 0 ? 0 : chroma);
        _block = pool.Rent((2 * Guard) + luma + (2 * chroma) + alphas);
        var data = _block.Data + Guard;
        Y = new(data, lumaStride, lumaWidth, lumaHeight);
        U = new(data + luma, chromaStride, chromaWidth, chromaHeight);
        V = new(data + luma + chroma, chromaStride, chromaWidth, chromaHeight);
        if (alpha == AlphaForm.None) return;
        data += luma + (2 * chroma);
        A = new(data, lumaStride, lumaWidth, lumaHeight);
        if (reduction > 0) ReducedAlphaChroma = new(data + luma, chromaStride, chromaWidth, chromaHeight);
    }

    ~PlanarImage()
    {
        if (_references <= 0) return;
        _references = 0;
        _pool.Lost++;
        Free();
    }

    public int Width { get; }

    public int Height { get; }

    public AlphaForm Alpha { get; }

    public bool HasAlpha => Alpha != AlphaForm.None;

    public Plane Y { get; }

    public Plane U { get; }

    public Plane V { get; }

    /// <summary>Alpha, 0 transparent to 255 opaque; empty for an opaque image.</summary>
    public Plane A { get; }

    /// <summary>
    /// How often the planes are halved against <see cref="Width"/> and <see cref="Height"/>: 0 for a picture as it is,
    /// more for one that holds no detail (see <see cref="SoftBlur"/>) and is stretched when it is painted.
    /// </summary>
    public int Reduction { get; }

    /// <summary>Alpha on chroma's grid, of a reduced picture alone: others make it of <see cref="A"/>.</summary>
    internal Plane ReducedAlphaChroma { get; }

    public PixelRect Bounds => new(0, 0, Width, Height);

    internal PixelPool Pool => _pool;

    /// <summary>The planes as they are, without those that painting needs besides.</summary>
    internal LayerPlanes.Level Planes => new(Y, U, V, A, ReducedAlphaChroma);

    /// <summary>A picture whose content is undefined until it is written.</summary>
    public static PlanarImage Allocate(PixelPool pool, int width, int height, bool hasAlpha) =>
        Create(pool, width, height, hasAlpha ? AlphaForm.Straight : AlphaForm.None);

    /// <summary>
    /// The same without padding between rows: its bytes are what ffmpeg calls yuv420p (yuva420p) rawvideo, to be read
    /// from and written to a pipe as they lie. See <see cref="TryGetPacked"/>.
    /// </summary>
    public static PlanarImage AllocatePacked(PixelPool pool, int width, int height, bool hasAlpha) =>
        Create(pool, width, height, hasAlpha ? AlphaForm.Straight : AlphaForm.None, isPacked: true);

    /// <summary>An empty (fully transparent) picture to gather layers in before they are painted as one.</summary>
    public static PlanarImage AllocateGroup(PixelPool pool, int width, int height)
    {
        var image = Create(pool, width, height, AlphaForm.Premultiplied);
        image.ClearGroup();
        return image;
    }

    /// <summary>A picture whose planes are halved so often; its colour, if transparent, times alpha.</summary>
    internal static PlanarImage AllocateReduced(PixelPool pool, int width, int height, bool hasAlpha, int reduction) =>
        Create(pool, width, height, hasAlpha ? AlphaForm.Premultiplied : AlphaForm.None, reduction: reduction);

    private static PlanarImage Create(
        PixelPool pool, int width, int height, AlphaForm alpha, bool isPacked = false, int reduction = 0)
    {
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, SideMax);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, SideMax);
        return new(pool, width, height, alpha, isPacked, reduction);
    }

    /// <summary>Makes a group transparent again.</summary>
    public void ClearGroup()
    {
        if (Alpha != AlphaForm.Premultiplied)
        {
            throw new InvalidOperationException("Only a group is cleared to nothing.");
        }

        Y.Fill(0);
        U.Fill(0);
        V.Fill(0);
        A.Fill(0);
        MarkChanged();
    }

    /// <summary>One more holder; each ends with <see cref="Release"/>.</summary>
    public PlanarImage AddReference()
    {
        if (Interlocked.Increment(ref _references) <= 1)
        {
            Interlocked.Decrement(ref _references);
            throw new ObjectDisposedException(nameof(PlanarImage));
        }

        return this;
    }

    /// <summary>Gives one reference up; the last one returns the memory.</summary>
    public void Release() => Dispose();

    /// <summary>The same as <see cref="Release"/>: for <c>using</c>.</summary>
    public void Dispose()
    {
        var left = Interlocked.Decrement(ref _references);
        ObjectDisposedException.ThrowIf(left < 0, this);
        if (left > 0) return;
        GC.SuppressFinalize(this);
        Free();
    }

    /// <summary>Forgets the copies derived from the old content.</summary>
    public void MarkChanged() => _layers?.MarkStale();

    /// <summary>
    /// All planes as one span (Y, U, V, A) where no row is padded: always for <see cref="AllocatePacked"/>, and for any
    /// image whose width is a multiple of 128.
    /// </summary>
    public bool TryGetPacked(out Span<byte> bytes)
    {
        bytes = default;
        if (Y.Stride != Width || U.Stride != U.Width || Reduction > 0) return false;
        var luma = (long)Width * Height;
        var total = (luma * (HasAlpha ? 2 : 1)) + (2L * U.Width * U.Height);
        bytes = new(Y.Data, checked((int)total));
        return true;
    }

    /// <summary>A copy with memory of its own.</summary>
    public PlanarImage Copy()
    {
        var copy = Create(_pool, Width, Height, Alpha, reduction: Reduction);
        CopyTo(copy);
        return copy;
    }

    /// <summary>Copies all planes to an image of the same size and kind.</summary>
    public void CopyTo(PlanarImage target)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (target.Alpha != Alpha) throw new ArgumentException("The images differ in alpha.", nameof(target));
        ArgumentOutOfRangeException.ThrowIfNotEqual(target.Reduction, Reduction, nameof(target));
        Y.CopyTo(target.Y);
        U.CopyTo(target.U);
        V.CopyTo(target.V);
        if (HasAlpha) A.CopyTo(target.A);
        if (!ReducedAlphaChroma.IsEmpty) ReducedAlphaChroma.CopyTo(target.ReducedAlphaChroma);
        target.MarkChanged();
    }

    /// <summary>
    /// The planes as the painter reads them: colour times alpha, and reduced by 2^<paramref name="level"/>. Built on
    /// first use, kept until the content changes.
    /// </summary>
    internal LayerPlanes.Level Layers(int level)
    {
        var isAsItIs = level == Reduction && (Reduction > 0 || !HasAlpha);
        return isAsItIs ? Planes : OwnLayers().Get(level);
    }

    /// <summary>Outside of this part all is transparent, at whatever size; the whole of an opaque picture.</summary>
    internal PixelRect Ink()
    {
        if (!HasAlpha) return Bounds;
        if (Reduction == 0) return OwnLayers().Ink();
        // Small, and looked at once.
        var (x, y, width, height) = LayerPlanes.InkOf(A);
        return new(x << Reduction, y << Reduction, width << Reduction, height << Reduction);
    }

    /// <summary>A side that is halved so often, rounded up each time.</summary>
    internal static int Reduced(int side, int times) => (side + (1 << times) - 1) >> times;

    internal static int Stride(int width) => (width + PixelPool.Alignment - 1) & -PixelPool.Alignment;

    private LayerPlanes OwnLayers() =>
        _layers ?? Interlocked.CompareExchange(ref _layers, new(this), null) ?? _layers;

    private void Free()
    {
        _layers?.Free();
        _pool.Return(_block);
        _block = default;
    }
}
