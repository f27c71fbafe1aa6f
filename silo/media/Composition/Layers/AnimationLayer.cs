using Framemill.Media.Composition.Filters;
using Framemill.Media.Composition.Layout;
using Framemill.Media.Sources;
using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Layers;

/// <summary>An animated GIF or WebP; it starts over as often as its clip lasts.</summary>
internal sealed class AnimationLayer(
    FilmClip clip, FrameRate rate, LayoutRequest layout, bool hasAlpha, IPictureFilter? filter,
    Func<CancellationToken, Task<AnimationSource>> open) : ILayer
{
    private AnimationSource? _source;

    public LayoutRequest Layout => layout;

    public bool IsOpaque => !hasAlpha;

    public async Task OpenAsync(int frame, CancellationToken cancellationToken) =>
        _source = await open(cancellationToken);

    public long PictureAt(int frame)
    {
        var index = _source!.Index;
        var time = clip.SourceTime(clip.LocalTime(frame, rate));
        if (index.Duration > Rational.Zero) time -= index.Duration * (time / index.Duration).Floor();
        return index.FrameAt(time);
    }

    public ValueTask GetAsync(int frame, List<LayerPicture> pictures, CancellationToken cancellationToken)
    {
        var image = _source!.FrameAt((int)PictureAt(frame));
        if (filter is not null)
        {
            var filtered = filter.Apply(image);
            image.Release();
            image = filtered;
        }

        pictures.Add(LayerPicture.Whole(image, layout));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is not null) await _source.DisposeAsync();
        _source = null;
    }
}
