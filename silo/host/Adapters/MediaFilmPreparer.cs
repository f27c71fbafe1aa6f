using System.Security.Cryptography;
using System.Text.Json;
using Framemill.Media.Films;
using Framemill.Media.Sound;
using Framemill.Media.Timelines;
using Framemill.Ports;
using Framemill.Renders;
using Framemill.Storage.Objects;
using Microsoft.Extensions.Options;

namespace Framemill.Silo.Adapters;

internal sealed class MediaFilmPreparer(
    FilmLibrary library, IObjectStore objects, IOptions<FilmOptions> films, IOptions<SoundOptions> sound)
        : IFilmPreparer
{
    // Look-ahead and reference frames of an encoder with the settings that films are encoded with.
    private const int FramesInFlight = 8;
    private const long LaneBytesFixed = 96L << 20;

    public async Task<PrepareOutcome> PrepareAsync(PrepareFilm work, CancellationToken cancellationToken)
    {
        var request = new FilmRequest { Edit = work.MergedEdit, LocalRoot = work.LocalAssetRoot };
        var ready = await library.PrepareAsync(request, cancellationToken);
        if (ready is not { Manifest: { } manifest, Film: { } film })
        {
            return new PrepareOutcome.Refused(MediaEditReader.Errors(ready.Problems));
        }

        if (!film.HasPicture && !film.HasSound)
        {
            return new PrepareOutcome.Refused([new()
            {
                Code = "nothing_to_hear",
                Pointer = "/output/format",
                Detail =
                    "Nothing sounds in this edit, so there is no mp3 to make. Add sound or choose another format.",
            }]);
        }

        var bytes = FilmLibrary.Write(manifest);
        var key = ObjectKeys.Manifest(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        if (objects.Find(key) is null) await objects.PutAsync(key, new MemoryStream(bytes), cancellationToken);
        return new PrepareOutcome.Prepared(new FilmPlan
        {
            ManifestKey = key,
            FrameCount = film.HasPicture ? film.FrameCount : 0,
            RateNumerator = film.Rate.Numerator,
            RateDenominator = film.Rate.Denominator,
            Width = film.OutputSize.Width,
            Height = film.OutputSize.Height,
            Format = MediaEditReader.ExtensionOf(film.Format),
            SoundKey = ContentKeys.Sound(film, JsonSerializer.Serialize(sound.Value)),
            Segments =
                [.. ready.Segments.Select(s => new PlannedSegment(s.Index, s.FirstFrame, s.FrameCount, s.ContentKey))],
            LaneMemoryBytes = LaneMemory(film, films.Value),
        });
    }

    private static long LaneMemory(Film film, FilmOptions options)
    {
        var frame = film.OutputSize.Pixels * 3 / 2;
        return LaneBytesFixed + (frame * (FramesInFlight + options.LaneFramesMax))
            + FilmEncoding.MemoryOf(film, options);
    }
}
