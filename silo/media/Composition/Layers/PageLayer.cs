using Framemill.Media.Composition.Filters;
using Framemill.Media.Composition.Layout;
using Framemill.Media.Sources.Pages;
using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Layers;

/// <summary>
/// A web page that moves: its clock is set to each frame's time and its window captured. A page that has come to rest
/// is not captured again.
/// </summary>
internal sealed class PageLayer(
    FilmClip clip, FrameRate rate, LayoutRequest layout, Func<CancellationToken, Task<PageBrowser>> open,
    PixelPool pool, IPictureFilter? filter, int aheadMax) : ILayer
{
    private PageBrowser? _page;
    private ReadAhead? _ahead;
    private PlanarImage? _last;
    private long _lastPicture = -1;
    private bool _isAtRest;

    public LayoutRequest Layout => layout;

    public bool IsOpaque => false;

    public async Task OpenAsync(int frame, CancellationToken cancellationToken)
    {
        _page = await open(cancellationToken);
        await _page.SeekAsync(0, cancellationToken);
        _isAtRest = _page.IsSettled;
        _ahead = Read(frame);
    }

    /// <summary>A page without scripts and animations is one picture.</summary>
    public long PictureAt(int frame) => _isAtRest ? 0 : Math.Max(0, frame - clip.FirstFrame);

    public async ValueTask GetAsync(int frame, List<LayerPicture> pictures, CancellationToken cancellationToken)
    {
        if (!_ahead!.Reaches(frame))
        {
            await _ahead.DisposeAsync();
            _ahead = Read(frame);
        }

        pictures.Add(LayerPicture.Whole(await _ahead.TakeAsync(frame, cancellationToken), layout));
    }

    public async ValueTask DisposeAsync()
    {
        if (_ahead is not null) await _ahead.DisposeAsync();
        _ahead = null;
        Forget();
        if (_page is not null) await _page.DisposeAsync();
        _page = null;
    }

    private ReadAhead Read(int first) => new(PictureAt, CaptureAsync, first, clip.EndFrame, aheadMax);

    private async Task<PlanarImage> CaptureAsync(long picture, CancellationToken cancellationToken)
    {
        if (_last is not null && (picture == _lastPicture || (picture > _lastPicture && _page!.IsSettled)))
            return _last.AddReference();
        if (picture < _lastPicture)
        {
            // A page's time never goes back: it begins again.
            await _page!.DisposeAsync();
            _page = await open(cancellationToken);
        }

        Forget();
        var moment = clip.LocalTime(clip.FirstFrame + (int)picture, rate) * 1000;
        await _page!.SeekAsync(moment.ToDouble(), cancellationToken);
        var image = await _page.CaptureAsync(pool, cancellationToken);
        if (filter is not null)
        {
            var filtered = filter.Apply(image);
            image.Release();
            image = filtered;
        }

        (_last, _lastPicture) = (image, picture);
        return image.AddReference();
    }

    private void Forget()
    {
        _last?.Release();
        _last = null;
        _lastPicture = -1;
    }
}
