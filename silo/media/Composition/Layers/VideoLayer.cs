using Framemill.Media.Composition.Filters;
using Framemill.Media.Composition.Layout;
using Framemill.Media.Sources;
using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Layers;

/// <summary>A video: which of its frames belongs to a frame of the film is worked out here, exactly.</summary>
internal sealed class VideoLayer(
    FilmClip clip, FrameRate rate, FrameIndex index, LayoutRequest layout, Func<VideoSource> open, bool hasAlpha,
    IPictureFilter? filter, int aheadMax) : ILayer
{
    private VideoSource? _source;
    private BackwardFrames? _frames;
    private ReadAhead? _ahead;

    public LayoutRequest Layout => layout;

    public bool IsOpaque => !hasAlpha;

    public Task OpenAsync(int frame, CancellationToken cancellationToken)
    {
        _source = open();
        _frames = new(_source.FrameAtAsync);
        // The decoder starts while others still compose what comes before.
        _ahead = new(PictureAt, ReadAsync, frame, clip.EndFrame, aheadMax);
        return Task.CompletedTask;
    }

    /// <summary>A clip that is longer than its video stands still on the last frame.</summary>
    public long PictureAt(int frame) => index.FrameAt(clip.SourceTime(clip.LocalTime(frame, rate)));

    public async ValueTask GetAsync(int frame, List<LayerPicture> pictures, CancellationToken cancellationToken)
    {
        if (_ahead is null || !_ahead.Reaches(frame))
        {
            if (_ahead is not null) await _ahead.DisposeAsync();
            _ahead = new(PictureAt, ReadAsync, frame, clip.EndFrame, aheadMax);
        }

        pictures.Add(LayerPicture.Whole(await _ahead.TakeAsync(frame, cancellationToken), layout));
    }

    public async ValueTask DisposeAsync()
    {
        if (_ahead is not null) await _ahead.DisposeAsync();
        _frames?.Dispose();
        if (_source is not null) await _source.DisposeAsync();
        _ahead = null;
        _source = null;
    }

    private async Task<PlanarImage> ReadAsync(long picture, CancellationToken cancellationToken)
    {
        var image = await _frames!.ReadAsync((int)picture, cancellationToken);
        if (filter is null) return image;
        try
        {
            return filter.Apply(image);
        }
        finally
        {
            image.Release();
        }
    }
}
