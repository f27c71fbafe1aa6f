using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Framemill.Media.Composition.Filters;
using Framemill.Media.Composition.Layout;
using Framemill.Media.Edits;
using Framemill.Media.Processes;
using Framemill.Media.Sources;
using Framemill.Media.Sources.Reels;
using Framemill.Media.Text;
using Framemill.Media.Text.Captions;
using Framemill.Media.Text.Looks;
using Framemill.Media.Text.Scenes;
using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Layers;

/// <summary>What layers are made with.</summary>
internal sealed record LayerTools
{
    public required PixelPool Pool { get; init; }
    public RowBands? Bands { get; init; }
    public required StillCache Stills { get; init; }
    public required PictureDecoder Pictures { get; init; }
    public required SvgRasteriser Drawings { get; init; }
    public required ProcessRunner Processes { get; init; }
    public required SourceOptions Sources { get; init; }
    public required CompositionOptions Options { get; init; }
    public required TextRasteriser Text { get; init; }
    public required LookShelf Looks { get; init; }
    public required VideoReels Reels { get; init; }
}

/// <summary>Makes the layer of a clip: one method a kind of asset.</summary>
/// <param name="endFrame">Frames of the film from here on will probably not be asked for.</param>
internal sealed partial class LayerFactory(
    Film film, Canvas canvas, IFilmMedia media, LayerTools tools, int endFrame) : ILayerFactory
{
    public async ValueTask<ILayer?> CreateAsync(FilmClip clip, CancellationToken cancellationToken) =>
        clip.Clip.Asset switch
    {
        { HasPicture: false } => null,
        VideoAsset or ImageAsset or LumaAsset or ImageToVideoAsset or TextToImageAsset =>
            await MediaAsync(clip, cancellationToken),
        RichTextAsset text => Text(clip, text.Text, RichTextLook.Of(text, SpaceOf(clip)), text.Animation),
        TextAsset text => Text(clip, text.Text, TextLook.Of(text, SpaceOf(clip)), text.Animation),
        TitleAsset title => Text(clip, title.Text, TitleLook.Of(title, SpaceOf(clip))),
        ShapeAsset shape => Shape(clip, shape),
        SvgAsset svg => Svg(clip, svg),
        HtmlAsset html => await HtmlAsync(clip, html, cancellationToken),
        Html5Asset html => await Html5Async(clip, html, cancellationToken),
        CaptionAsset caption => Captions(clip, place => CaptionLook.Of(caption, SpaceOf(clip), place)),
        RichCaptionAsset caption => RichCaptions(clip, caption),
        _ => throw Refusal(clip, $"Assets of the kind {clip.Clip.Asset.Kind} cannot be drawn yet."),
    };

    private async ValueTask<ILayer?> MediaAsync(FilmClip clip, CancellationToken cancellationToken)
    {
        if (clip.Facts is null) throw Refusal(clip, "The asset has not been prepared.");
        var found = await media.FindAsync(clip.Facts.Key, cancellationToken);
        var facts = found.Facts;
        if (!facts.HasPixels) return null;
        var layout = ClipLayoutRequests.OfPicture(clip, facts.Size.Width, facts.Size.Height, film.Size);
        var scaleMax = new ClipMotion(clip, film.Rate, layout).ScaleMax();
        var size = WorkingPixels.Of(layout, scaleMax, canvas, facts.Size);
        var look = await LookAsync(clip, cancellationToken);
        return facts.Kind switch
        {
            Sources.MediaKind.Picture => Still(clip, found, size, layout, look),
            Sources.MediaKind.Animation => Animation(clip, found, size, layout, look?.Cube),
            _ => Video(clip, found, size, layout, look?.Cube),
        };
    }

    private async ValueTask<(string Name, ColorCube Cube)?> LookAsync(
        FilmClip clip, CancellationToken cancellationToken)
    {
        if (clip.Clip.Look is not { } look) return null;
        var file = await media.FindAsync(clip.LookFacts!.Key, cancellationToken);
        var name = string.Create(CultureInfo.InvariantCulture, $"{clip.LookFacts.ContentHash} {look.Strength:R}");
        return (name, await tools.Looks.FindAsync(name, file.Path, look.Strength, cancellationToken));
    }

    private StillLayer Still(
        FilmClip clip, PreparedMedia found, FrameSize size, LayoutRequest layout,
        (string Name, ColorCube Cube)? look) => new(
        tools.Stills,
        new()
        {
            ContentHash = clip.Facts!.ContentHash,
            Size = size,
            Make = (wanted, cancellationToken) => tools.Pictures.DecodeAsync(
                found.Path, found.Facts, wanted, tools.Pool, cancellationToken),
            Filter = clip.Clip.Filter,
            Look = look,
        },
        layout);

    private StillLayer Svg(FilmClip clip, SvgAsset svg)
    {
        var read = SvgDrawing.Read(svg.Markup, film.Size);
        if (!read.Succeeded) throw Refusal(clip, read.Problem.Text);
        var drawing = read.Value;
        var layout = ClipLayoutRequests.OfSizedDrawing(clip, drawing.Width, drawing.Height, film.Size);
        var scaleMax = new ClipMotion(clip, film.Rate, layout).ScaleMax();
        return new(
            tools.Stills,
            new()
            {
                ContentHash = "svg:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(svg.Markup))),
                Size = WorkingPixels.Sharp(layout, scaleMax, canvas, tools.Options.TextPixelsMax),
                Make = (size, cancellationToken) =>
                    tools.Drawings.DrawAsync(drawing, size, tools.Pool, cancellationToken),
                Filter = clip.Clip.Filter,
            },
            layout);
    }

    private AnimationLayer Animation(
        FilmClip clip, PreparedMedia found, FrameSize size, LayoutRequest layout, ColorCube? look) => new(
        clip, film.Rate, layout, found.Facts.HasAlpha || KeyOf(clip) is not null, KeyedFilterOf(clip, look),
        async cancellationToken =>
        {
            var opened = await tools.Pictures.OpenAnimationAsync(
                found.Path, found.Facts, size, tools.Pool, Path.GetTempPath(), cancellationToken);
            return opened.Value ?? throw Refusal(clip, opened.Problem!.Text);
        });

    private VideoLayer Video(
        FilmClip clip, PreparedMedia found, FrameSize size, LayoutRequest layout, ColorCube? look)
    {
        var request = new VideoRequest
        {
            Path = found.Path,
            Facts = found.Facts,
            Index = found.Index ?? throw Refusal(clip, "The frames of the video have not been counted."),
            Size = size,
            Pool = tools.Pool,
        };
        return new(clip, film.Rate, request.Index, layout, endFrame, wanted => Frames(request, wanted),
            found.Facts.HasAlpha || KeyOf(clip) is not null, KeyedFilterOf(clip, look), tools.Options.FramesAheadMax);
    }

    // Only who goes ahead can share a decoder.
    private IFrameSource Frames(VideoRequest request, IReadOnlyList<int> wanted) =>
        wanted.Zip(wanted.Skip(1)).All(pair => pair.First < pair.Second)
            ? tools.Reels.Open(request, [.. wanted])
            : new VideoSource(tools.Processes, tools.Sources, request);

    private DrawnLayer Shape(FilmClip clip, ShapeAsset shape)
    {
        var space = SpaceOf(clip);
        double width = shape.Width is > 0 and { } ownWidth ? ownWidth : space.Width;
        double height = shape.Height is > 0 and { } ownHeight ? ownHeight : space.Height;
        var layout = ClipLayoutRequests.OfDrawing(clip, width, height, film.Size);
        var scale = ShapeRasteriser.ScaleWithin(
            shape, PixelsPerUnit(clip, layout), PlanarImage.SideMax, tools.Options.TextPixelsMax);
        return new(() => Draw(ShapeRasteriser.Draw(shape, width, height, scale), scale), layout);
    }

    private LayerPicture? Draw(TextRaster? raster, double scale)
    {
        using (raster) return TextPicture.Convert(raster, tools.Pool, scale);
    }

    private ILayer Text(FilmClip clip, string text, Lettering look, TextAnimation? animation = null)
    {
        var layout = ClipLayoutRequests.OfDrawing(
            clip, look.BoxWidth ?? film.Size.Width, look.BoxHeight ?? film.Size.Height, film.Size);
        var scale = PixelsPerUnit(clip, layout);
        return animation is null
            ? new DrawnLayer(() => TextPicture.Draw(tools.Text, tools.Pool, text, look, [], scale), layout)
            : new TextMotionLayer(
                animation, () => tools.Text.Stage(text, look.Scaled(scale), []), clip, film.Rate, tools.Pool, layout,
                scale);
    }

    private CaptionLayer Captions(FilmClip clip, Func<CaptionPlace, Lettering> lookOf)
    {
        var space = SpaceOf(clip);
        var layout = ClipLayoutRequests.OfDrawing(clip, space.Width, space.Height, film.Size);
        return new(tools.Text, tools.Pool, cancellationToken => ReadCaptionsAsync(clip, cancellationToken), lookOf,
            layout, PixelsPerUnit(clip, layout));
    }

    private RichCaptionLayer RichCaptions(FilmClip clip, RichCaptionAsset asset)
    {
        var space = SpaceOf(clip);
        var layout = ClipLayoutRequests.OfDrawing(clip, space.Width, space.Height, film.Size);
        var scale = PixelsPerUnit(clip, layout);
        return new(asset.Animation, cancellationToken => ReadCaptionsAsync(clip, cancellationToken), Stage, tools.Pool,
            layout, scale);

        TextScene Stage(StackedCaption caption) =>
            CaptionScene.Stage(tools.Text, asset, CaptionLook.Of(asset, space, caption.Place), caption, scale);
    }

    private async Task<CaptionTimeline> ReadCaptionsAsync(FilmClip clip, CancellationToken cancellationToken)
    {
        if (clip.Facts is null) throw Refusal(clip, "The captions have not been prepared.");
        var found = await media.FindAsync(clip.Facts.Key, cancellationToken);
        if (new FileInfo(found.Path).Length > tools.Options.CaptionBytesMax)
            throw Refusal(clip, $"The captions are larger than {tools.Options.CaptionBytesMax} bytes.");
        var cues = CaptionFile.Read(await File.ReadAllBytesAsync(found.Path, cancellationToken));
        return new(cues, clip, film.Rate);
    }

    private LookSpace SpaceOf(FilmClip clip) => new(film.Size, clip.Clip.Width, clip.Clip.Height);

    // Text that grows is drawn as large as it gets, so that it stays sharp, as far as memory allows.
    private double PixelsPerUnit(FilmClip clip, LayoutRequest layout)
    {
        const double LargestUseful = 4;
        const double RoomForEdges = 0.8; // Borders and shadows lie around the box.
        var scale = Math.Max(1, new ClipMotion(clip, film.Rate, layout).ScaleMax());
        var within = Math.Sqrt(tools.Options.TextPixelsMax / Math.Max(1, layout.SourceWidth * layout.SourceHeight));
        return Math.Min(
            Math.Min(scale, LargestUseful) * Math.Max(canvas.ScaleX, canvas.ScaleY), within * RoomForEdges);
    }

    private static ChromaKey? KeyOf(FilmClip clip) => (clip.Clip.Asset as VideoAsset)?.ChromaKey;

    private IPictureFilter? KeyedFilterOf(FilmClip clip, ColorCube? look) =>
        FilterCatalogue.OfMoving(clip.Clip.Filter, KeyOf(clip), look, tools.Pool, tools.Bands);

    private static CompositionException Refusal(FilmClip clip, string text) => new(clip.Pointer + "/asset", text);
}
