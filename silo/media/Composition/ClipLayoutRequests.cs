using Framemill.Media.Composition.Layout;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;

namespace Framemill.Media.Composition;

/// <summary>The part of a clip's layout that never moves.</summary>
internal static class ClipLayoutRequests
{
    /// <summary>For pictures and videos: they are fitted into the clip's box, or the frame.</summary>
    public static LayoutRequest OfPicture(FilmClip clip, double width, double height, FrameSize frame) => new()
    {
        SourceWidth = width,
        SourceHeight = height,
        Frame = frame,
        Crop = CropOf(clip.Clip.Asset),
        Fit = clip.Clip.Fit ?? Fit.Crop,
        BoxWidth = clip.Clip.Width,
        BoxHeight = clip.Clip.Height,
        Position = clip.Clip.Position,
    };

    /// <summary>For what is drawn here and already has the size it wants: text and shapes.</summary>
    public static LayoutRequest OfDrawing(FilmClip clip, double width, double height, FrameSize frame)
    {
        var offset = clip.Clip.Asset is TitleAsset title ? title.Offset : Offset.None;
        return new()
        {
            SourceWidth = width,
            SourceHeight = height,
            Frame = frame,
            Fit = Fit.None,
            Position = clip.Clip.Position,
            OffsetX = offset.X.Value,
            OffsetY = offset.Y.Value,
        };
    }

    /// <summary>
    /// For what is drawn at any size but has one of its own: it keeps that, unless the clip has a box or says how to
    /// fit.
    /// </summary>
    public static LayoutRequest OfSizedDrawing(FilmClip clip, double width, double height, FrameSize frame)
    {
        var hasBox = clip.Clip.Width is not null || clip.Clip.Height is not null;
        return OfPicture(clip, width, height, frame) with
        {
            Fit = clip.Clip.Fit ?? (hasBox ? Fit.Crop : Fit.None),
        };
    }

    private static Crop CropOf(Asset asset) => asset switch
    {
        VideoAsset video => video.Crop,
        ImageAsset image => image.Crop,
        ImageToVideoAsset video => video.Crop,
        TextToImageAsset image => image.Crop,
        _ => Crop.None,
    };
}
