using Framemill.Media.Composition.Layout;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Layers;

/// <summary>What a clip shows: where its pixels come from. One clip, one layer; used by one caller at a time.</summary>
internal interface ILayer : IAsyncDisposable
{
    /// <summary>The part of the clip's layout that never moves. Known from the start.</summary>
    LayoutRequest Layout { get; }

    /// <summary>Makes everything ready that takes time. Called once, before the first picture is asked for.</summary>
    /// <param name="frame">The first frame that will probably be asked for.</param>
    Task OpenAsync(int frame, CancellationToken cancellationToken);

    /// <summary>True when every pixel of the layer hides what lies below. Known once it is open.</summary>
    bool IsOpaque { get; }

    /// <summary>
    /// Which picture a frame of the film shows: two frames of the same number look the same. Negative for none. Known
    /// once it is open.
    /// </summary>
    long PictureAt(int frame);

    /// <summary>Adds the pictures of a frame, bottom first; the caller releases each image.</summary>
    ValueTask GetAsync(int frame, List<LayerPicture> pictures, CancellationToken cancellationToken);
}

/// <param name="Image">Held for whoever receives the picture.</param>
/// <param name="ToLayer">From the image's pixels to the coordinates that the layout knows the layer by.</param>
internal readonly record struct LayerPicture(PlanarImage Image, AffineTransform ToLayer)
{
    /// <summary>A picture that is the whole layer, at whatever resolution.</summary>
    public static LayerPicture Whole(PlanarImage image, in LayoutRequest layout) => new(
        image,
        AffineTransform.Identity.Scale(layout.SourceWidth / image.Width, layout.SourceHeight / image.Height));
}
