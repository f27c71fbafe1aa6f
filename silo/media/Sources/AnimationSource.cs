using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Sources;

/// <summary>The pictures of an animated GIF or WebP, decoded once into a file. For one caller at a time.</summary>
public sealed class AnimationSource : IAsyncDisposable
{
    private readonly VipsImage _pictures;
    private readonly string _path;
    private readonly PixelPool _pool;

    internal AnimationSource(VipsImage pictures, string path, IReadOnlyList<int> delays, PixelPool pool)
    {
        _pictures = pictures;
        _path = path;
        _pool = pool;
        Size = pictures.Size with { Height = pictures.Size.Height / delays.Count };
        Index = IndexOf(delays);
    }

    public FrameSize Size { get; }

    /// <summary>
    /// When each picture appears: the same type as for video, so the same mapping from time to picture.
    /// </summary>
    public FrameIndex Index { get; }

    /// <summary>A picture, for which the caller holds the reference.</summary>
    public PlanarImage FrameAt(int frame) =>
        _pictures.Read(Math.Clamp(frame, 0, Index.Count - 1) * Size.Height, Size.Height, _pool);

    public ValueTask DisposeAsync()
    {
        _pictures.Dispose();
        File.Delete(_path);
        return ValueTask.CompletedTask;
    }

    /// <summary>The times of an animation's pictures, which its facts already tell.</summary>
    public static FrameIndex IndexOf(IReadOnlyList<int> delays)
    {
        var starts = new long[delays.Count];
        for (var i = 1; i < starts.Length; i++) starts[i] = starts[i - 1] + delays[i - 1];
        return new FrameIndex(new Rational(1, 1000), Rational.Zero, starts, [], starts[^1] + delays[^1]);
    }
}
