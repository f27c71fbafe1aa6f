using Framemill.Media.Composition;
using Framemill.Media.Composition.Layers;
using Framemill.Media.Composition.Layout;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Tests.Media.Composition;

/// <summary>Layers whose pictures are painted by the test: image clips by the name in their source.</summary>
internal sealed class PaintedLayers(PixelPool pool, FrameSize frame, Func<string, int, PlanarImage> paint)
    : ILayerFactory
{
    /// <summary>How often a picture was asked for.</summary>
    public int Reads { get; private set; }

    public static Asset Image(string name) => new ImageAsset { Source = name };

    public ValueTask<ILayer?> CreateAsync(FilmClip clip, CancellationToken cancellationToken)
    {
        if (!clip.Clip.Asset.HasPicture) return new((ILayer?)null);
        var name = ((ImageAsset)clip.Clip.Asset).Source!;
        using var first = paint(name, 0);
        var layout = ClipLayoutRequests.OfPicture(clip, first.Width, first.Height, frame);
        return new(new Painted(this, name, layout, !first.HasAlpha));
    }

    public FilmRenderer Open(Film film, RowBands? bands = null) =>
        new(film, this, new(film.Size, film.OutputSize), pool, bands, openAhead: 5);

    private sealed class Painted(PaintedLayers layers, string name, LayoutRequest layout, bool isOpaque) : ILayer
    {
        public LayoutRequest Layout => layout;

        public bool IsOpaque => isOpaque;

        public Task OpenAsync(int frame, CancellationToken cancellationToken) => Task.CompletedTask;

        // Names that begin with "moving" change with every frame, the others never.
        public long PictureAt(int frame) => name.StartsWith("moving", StringComparison.Ordinal) ? frame : 0;

        public ValueTask GetAsync(int frame, List<LayerPicture> pictures, CancellationToken cancellationToken)
        {
            layers.Reads++;
            pictures.Add(LayerPicture.Whole(layers.Paint(name, (int)PictureAt(frame)), layout));
            return ValueTask.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private PlanarImage Paint(string name, int picture) => paint(name, picture);
}
