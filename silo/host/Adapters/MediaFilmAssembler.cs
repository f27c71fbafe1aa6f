using Framemill.Media.Composition;
using Framemill.Media.Edits;
using Framemill.Media.Encoders;
using Framemill.Media.Films;
using Framemill.Media.Timelines;
using Framemill.Ports;
using Framemill.Renders;
using Framemill.Storage.Objects;
using Microsoft.Extensions.Options;

namespace Framemill.Silo.Adapters;

/// <summary>Puts the finished film together and makes its pictures.</summary>
internal sealed class MediaFilmAssembler(
    FilmDesk desk, FilmAssembler assembler, GifEncoder gifs, PictureEncoder pictures, Compositor compositor,
    DiskObjectStore objects, IOptions<FilmOptions> options) : IFilmAssembler
{
    public async Task<FilmFiles> AssembleAsync(AssembleFilm work, CancellationToken cancellationToken)
    {
        using var hold = await desk.HoldAsync(work.Plan.ManifestKey, cancellationToken);
        var film = hold.Prepared;
        var files = new Dictionary<string, string>
        {
            [$"film.{work.Plan.Format}"] = await FilmAsync(work, film, cancellationToken),
        };
        if (film.Film.PosterFrame is { } poster)
        {
            files["poster.jpg"] = await PictureAsync(work, film, "poster.jpg", poster, 1, cancellationToken);
        }

        if (film.Film.ThumbnailFrame is { } thumbnail)
        {
            var scale = film.Film.Edit.Output.Thumbnail!.Scale;
            files["thumbnail.jpg"] =
                await PictureAsync(work, film, "thumbnail.jpg", thumbnail, scale, cancellationToken);
        }

        return new FilmFiles(files);
    }

    private Task<string> FilmAsync(AssembleFilm work, PreparedFilm film, CancellationToken cancellationToken) =>
        film.Film.Format switch
        {
            OutputFormat.Mp4 => MovingAsync(work, film, isGif: false, cancellationToken),
            OutputFormat.Gif => MovingAsync(work, film, isGif: true, cancellationToken),
            OutputFormat.Mp3 => Task.FromResult(ObjectKeys.SoundFilm(work.Plan.SoundKey!)),
            _ => PictureAsync(work, film, $"film.{work.Plan.Format}", 0, 1, cancellationToken),
        };

    private async Task<string> MovingAsync(
        AssembleFilm work, PreparedFilm film, bool isGif, CancellationToken cancellationToken)
    {
        var path = objects.NewTemporaryPath("." + work.Plan.Format);
        try
        {
            var parts = Parts(work.Plan, film);
            if (isGif) await gifs.WriteAsync(parts, film.Film.Edit.Output.Repeat, path, cancellationToken);
            else await assembler.AssembleAsync(parts, path, cancellationToken);
            return await StoreAsync(work, $"film.{work.Plan.Format}", path, cancellationToken);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private FilmParts Parts(FilmPlan plan, PreparedFilm film) => new()
    {
        Format = FilmEncoding.FormatOf(film.Film, options.Value),
        FrameCount = plan.FrameCount,
        Init = File.ReadAllBytes(PathOf(MediaSegmentEncoder.InitKey(FilmEncoding.Describe(film.Film, options.Value)))),
        Segments =
            [.. plan.Segments.Select(s => FilmSegment.InFile(s.FrameCount, PathOf(ObjectKeys.Segment(s.ContentKey))))],
        SoundPath = plan.SoundKey is { } key ? PathOf(ObjectKeys.Sound(key)) : null,
    };

    private async Task<string> PictureAsync(
        AssembleFilm work, PreparedFilm film, string name, int frame, double scale, CancellationToken cancellationToken)
    {
        var path = objects.NewTemporaryPath(Path.GetExtension(name));
        var image = await compositor.RenderStillAsync(film.Film, film, frame, cancellationToken);
        try
        {
            var size = new FrameSize(Scaled(image.Width, scale), Scaled(image.Height, scale));
            await pictures.WriteAsync(image, FormatOf(name), path, size, cancellationToken);
            return await StoreAsync(work, name, path, cancellationToken);
        }
        finally
        {
            image.Release();
            File.Delete(path);
        }
    }

    private static int Scaled(int side, double scale) => Math.Max(1, (int)Math.Round(side * scale));

    private static PictureFormat FormatOf(string name) => Path.GetExtension(name) switch
    {
        ".png" => PictureFormat.Png,
        ".bmp" => PictureFormat.Bmp,
        _ => PictureFormat.Jpg,
    };

    private string PathOf(string key) =>
        objects.FindPath(key) ?? throw new InvalidOperationException($"The object '{key}' is not there.");

    private async Task<string> StoreAsync(
        AssembleFilm work, string name, string path, CancellationToken cancellationToken)
    {
        var key = ObjectKeys.File(work.RenderId, name);
        await objects.PutFileAsync(key, path, cancellationToken);
        return key;
    }
}
