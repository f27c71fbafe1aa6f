using Framemill.Media.Composition.Filters;
using Framemill.Media.Composition.Layers;
using Framemill.Media.Processes;
using Framemill.Media.Sources;
using Framemill.Media.Sources.Reels;
using Framemill.Media.Text;
using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Composition;

/// <summary>
/// Makes films into frames: what all renders of the process share, such as decoded stills and the threads that paint.
/// Safe to use from many threads.
/// </summary>
public sealed class Compositor : IAsyncDisposable
{
    private readonly PixelPool _pool;
    private readonly RowBands? _bands;
    private readonly ProcessRunner _processes;
    private readonly SourceOptions _sources;
    private readonly CompositionOptions _options;
    private readonly PictureDecoder _pictures;
    private readonly SvgRasteriser _drawings;
    private readonly StillCache _stills;
    private readonly LookShelf _looks = new();
    private readonly VideoReels _reels;
    private readonly Lazy<TextRasteriser> _text;

    /// <param name="bands">Threads that share the rows of a frame; null paints on the caller's thread alone.</param>
    public Compositor(
        PixelPool pool, RowBands? bands, ProcessRunner processes, SourceOptions sources, CompositionOptions options)
    {
        _pool = pool;
        _bands = bands;
        _processes = processes;
        _sources = sources;
        _options = options;
        _reels = new(processes, sources, processes.Time);
        _pictures = new(processes, sources);
        _drawings = new(processes, sources);
        _stills = new(MakeAsync, options.StillBytesMax);
        // To look through the installed fonts and to load them takes longer than to draw: once for all films.
        _text = new(() => new([], options.TextPixelsMax));
    }

    /// <summary>Opens a film for rendering. The media stay where they are until the renderer is disposed.</summary>
    /// <param name="wanted">The frames that will be asked for: no video is decoded far beyond.</param>
    public async Task<FilmRenderer> OpenAsync(
        Film film, IFilmMedia media, FrameRange wanted, CancellationToken cancellationToken)
    {
        var fonts = new List<FontFile>();
        foreach (var font in film.Fonts)
            fonts.Add(FontFile.Of((await media.FindAsync(font.Key, cancellationToken)).Path, font.Key.Value));
        var ownText = fonts.Count == 0 ? null : new TextRasteriser(fonts, _options.TextPixelsMax);
        var canvas = new Canvas(film.Size, film.OutputSize);
        var tools = new LayerTools
        {
            Pool = _pool,
            Bands = _bands,
            Stills = _stills,
            Pictures = _pictures,
            Drawings = _drawings,
            Processes = _processes,
            Sources = _sources,
            Options = _options,
            Text = ownText ?? _text.Value,
            Looks = _looks,
            Reels = _reels,
        };
        return new(
            film, new LayerFactory(film, canvas, media, tools, wanted.End), canvas, _pool, _bands,
            _options.OpenAheadFrames, ownText);
    }

    /// <summary>One frame, for a poster or a preview; held for the caller.</summary>
    public async Task<PlanarImage> RenderStillAsync(
        Film film, IFilmMedia media, int frame, CancellationToken cancellationToken)
    {
        await using var renderer = await OpenAsync(film, media, new(frame, 1), cancellationToken);
        PlanarImage? still = null;
        await renderer.RenderAsync(frame, 1, (_, image, _) =>
        {
            still = image;
            return ValueTask.CompletedTask;
        }, cancellationToken);
        return still!;
    }

    public async ValueTask DisposeAsync()
    {
        await _reels.DisposeAsync();
        _stills.Dispose();
        if (_text.IsValueCreated) _text.Value.Dispose();
    }

    private async Task<PlanarImage> MakeAsync(StillRequest request, CancellationToken cancellationToken)
    {
        var decoded = await request.Make(request.Size, cancellationToken);
        if (!decoded.Succeeded) throw new MediaException(decoded.Problem);
        if (FilterCatalogue.Of(request.Filter, request.Look?.Cube, _pool, _bands) is not { } filter)
            return decoded.Value;
        try
        {
            return filter.Apply(decoded.Value);
        }
        finally
        {
            decoded.Value.Release();
        }
    }
}
