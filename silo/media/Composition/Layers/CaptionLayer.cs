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
    private long _drawnPicture = -1;

    public LayoutRequest Layout => layout;

    public bool IsOpaque => false;

    public async Task OpenAsync(int frame, CancellationToken cancellationToken) =>
        _timeline = await read(cancellationToken);

    public long PictureAt(int frame) => _timeline!.At(frame);

    public ValueTask GetAsync(int frame, List<LayerPicture> pictures, CancellationToken cancellationToken)
    {
        var picture = PictureAt(frame);
        if (picture < 0) return ValueTask.CompletedTask;
        if (picture != _drawnPicture) Draw(picture);
        foreach (var drawn in _drawn) pictures.Add(drawn with { Image = drawn.Image.AddReference() });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Forget();
        return ValueTask.CompletedTask;
    }

    private void Draw(long picture)
    {
        Forget();
        foreach (var caption in CaptionStacking.Stack(_timeline!.Stretches[(int)picture].Cues))
        {
            if (TextPicture.Draw(rasteriser, pool, caption.Text, lookOf(caption.Place), caption.Spans, pixelsPerUnit)
                is { } drawn)
            {
                _drawn.Add(drawn);
            }
        }

        _drawnPicture = picture;
    }

    private void Forget()
    {
        foreach (var picture in _drawn) picture.Image.Release();
        _drawn.Clear();
        _drawnPicture = -1;
    }
}
