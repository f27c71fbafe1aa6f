using Framemill.Media.Composition.Layout;
using Framemill.Media.Text;
using Framemill.Media.Text.Captions;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Layers;

/// <summary>Captions: each stretch of the same cues is drawn when it first shows and kept while it does.</summary>
internal sealed class CaptionLayer(
    TextRasteriser rasteriser, PixelPool pool, Func<CancellationToken, Task<CaptionTimeline>> read,
    Func<CaptionPlace, Lettering> lookOf, LayoutRequest layout, double pixelsPerUnit) : ILayer
{
    private readonly List<LayerPicture> _drawn = [];
    private CaptionTimeline? _timeline;
    private int _drawnStretch = -1;

    public LayoutRequest Layout => layout;

    public bool IsOpaque => false;

    public async Task OpenAsync(CancellationToken cancellationToken) => _timeline = await read(cancellationToken);

    public long PictureAt(int frame) => _timeline!.At(frame);

    public ValueTask GetAsync(int frame, List<LayerPicture> pictures, CancellationToken cancellationToken)
    {
        var stretch = (int)PictureAt(frame);
        if (stretch < 0) return ValueTask.CompletedTask;
        if (stretch != _drawnStretch) Draw(stretch);
        foreach (var picture in _drawn) pictures.Add(picture with { Image = picture.Image.AddReference() });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Forget();
        return ValueTask.CompletedTask;
    }

    private void Draw(int stretch)
    {
        Forget();
        foreach (var (place, text, spans) in CaptionStacking.Stack(_timeline!.Stretches[stretch].Cues))
        {
            if (TextPicture.Draw(rasteriser, pool, text, lookOf(place), spans, pixelsPerUnit) is { } picture)
                _drawn.Add(picture);
        }

        _drawnStretch = stretch;
    }

    private void Forget()
    {
        foreach (var picture in _drawn) picture.Image.Release();
        _drawn.Clear();
        _drawnStretch = -1;
    }
}
