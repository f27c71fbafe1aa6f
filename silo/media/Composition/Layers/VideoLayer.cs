using Framemill.Media.Composition.Filters;
using Framemill.Media.Composition.Layout;
using Framemill.Media.Sources;
using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Layers;

/// <summary>A video: which of its frames belongs to a frame of the film is worked out here, exactly.</summary>
/// <param name="end">Frames of the film from here on will probably not be asked for.</param>
/// <param name="open">Opens the video, given the places of the frames that will be wanted, in that order.</param>
internal sealed class VideoLayer(
    FilmClip clip, FrameRate rate, FrameIndex index, LayoutRequest layout, int end,
    Func<IReadOnlyList<int>, IFrameSource> open, bool hasAlpha, IPictureFilter? filter, int aheadMax) : ILayer
{
    private readonly int _end = Math.Min(end, clip.EndFrame);
    private IFrameSource? _source;
    private BackwardFrames? _frames;
    private ReadAhead? _ahead;

    public LayoutRequest Layout => layout;

    public bool IsOpaque => !hasAlpha;

    public Task OpenAsync(int frame, CancellationToken cancellationToken)
    {
        _source = open(Wanted(frame));
        _frames = new(_source.FrameAtAsync);
        // The decoder starts while others still compose what comes before.
        _ahead = Ahead(frame);
        return Task.CompletedTask;
    }

    /// <summary>A clip that is longer than its video stands still on the last frame.</summary>
    public long PictureAt(int frame) => index.FrameAt(clip.SourceTime(clip.LocalTime(frame, rate)));

    public async ValueTask GetAsync(int frame, List<LayerPicture> pictures, CancellationToken cancellationToken)
    {
        if (_ahead is null || !_ahead.Reaches(frame))
        {
            if (_ahead is not null) await _ahead.DisposeAsync();
            _ahead = Ahead(frame);
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

    private ReadAhead Ahead(int frame) =>
        new(PictureAt, ReadAsync, frame, frame < _end ? _end : clip.EndFrame, aheadMax);

    private List<int> Wanted(int first)
    {
        var wanted = new List<int>();
        for (var frame = first; frame < _end; frame++)
        {
            var picture = (int)PictureAt(frame);
            if (wanted.Count == 0 || wanted[^1] != picture) wanted.Add(picture);
        }

        return wanted;
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
