using Framemill.Media.Composition.Layout;

namespace Framemill.Media.Composition.Layers;

/// <summary>What is drawn here and does not change, text or shape: drawn once.</summary>
internal sealed class DrawnLayer(Func<LayerPicture?> draw, LayoutRequest layout) : ILayer
{
    private LayerPicture? _picture;

    public LayoutRequest Layout => layout;

    public bool IsOpaque => false;

    public Task OpenAsync(int frame, CancellationToken cancellationToken)
    {
        _picture = draw();
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
