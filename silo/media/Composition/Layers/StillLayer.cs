using Framemill.Media.Composition.Layout;

namespace Framemill.Media.Composition.Layers;

/// <summary>A picture: decoded once for all frames and segments that show it.</summary>
internal sealed class StillLayer(StillCache cache, StillRequest request, LayoutRequest layout) : ILayer
{
    private StillLease? _still;

    public LayoutRequest Layout => layout;

    public bool IsOpaque => _still is { Image.HasAlpha: false };

    public async Task OpenAsync(int frame, CancellationToken cancellationToken) =>
        _still = await cache.GetAsync(request, cancellationToken);

    public long PictureAt(int frame) => 0;

    public ValueTask GetAsync(int frame, List<LayerPicture> pictures, CancellationToken cancellationToken)
    {
        pictures.Add(LayerPicture.Whole(_still!.Image.AddReference(), layout));
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        _still?.Dispose();
        _still = null;
        return ValueTask.CompletedTask;
    }
}
