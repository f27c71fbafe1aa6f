using Framemill.Media.Composition.Layout;
using Framemill.Media.Text;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Layers;

/// <summary>Text that does not change: drawn once.</summary>
internal sealed class TextLayer(
    TextRasteriser rasteriser, PixelPool pool, string text, Lettering look, LayoutRequest layout, double pixelsPerUnit)
    : ILayer
{
    private LayerPicture? _picture;

    public LayoutRequest Layout => layout;

    public bool IsOpaque => false;

    public Task OpenAsync(CancellationToken cancellationToken)
    {
        _picture = TextPicture.Draw(rasteriser, pool, text, look, [], pixelsPerUnit);
        return Task.CompletedTask;
    }

    public long PictureAt(int frame) => _picture is null ? -1 : 0;

    public ValueTask GetAsync(int frame, List<LayerPicture> pictures, CancellationToken cancellationToken)
    {
        if (_picture is { } picture) pictures.Add(picture with { Image = picture.Image.AddReference() });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _picture?.Image.Release();
        _picture = null;
        return ValueTask.CompletedTask;
    }
}
