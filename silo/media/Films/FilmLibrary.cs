using System.Text.Json;
using Framemill.Media.Edits;
using Framemill.Media.Sources.Pages;
using Framemill.Media.Timelines;

namespace Framemill.Media.Films;

/// <summary>Makes films ready from edits, and opens them again from their manifests.</summary>
public sealed class FilmLibrary(AssetGatherer gatherer, EditLimits limits, FilmOptions options)
{
    /// <summary>Fetches, probes and speaks all that the edit names, and lays the film out.</summary>
    public async Task<FilmPreparation> PrepareAsync(FilmRequest request, CancellationToken cancellationToken)
    {
        var reading = EditReader.Read(request.Edit, limits, request.LocalRoot is not null);
        if (reading.Edit is not { } edit) return new FilmPreparation { Problems = reading.Problems };

        var references = edit.Assets().GroupBy(reference => reference.Key).ToList();
        using var parallel = new SemaphoreSlim(options.ParallelAssetsMax);
        var gathered = await Task.WhenAll(references.Select(async places =>
        {
            await parallel.WaitAsync(cancellationToken);
            try
            {
                var asset = await gatherer.GatherAsync(places.First(), request.LocalRoot, cancellationToken);
                return (Places: places, Asset: asset);
            }
            finally
            {
                parallel.Release();
            }
        }));

        foreach (var (_, asset) in gathered) asset.Lease?.Dispose();

        // One fault for each place that names a bad asset, so that a user sees every field to change.
        var problems = gathered.Where(x => x.Asset.Problem is not null)
            .SelectMany(x => x.Places.Select(place => x.Asset.Problem! with { Pointer = place.Pointer }))
            .Concat(DrawnChecks.Problems(edit, hasBrowser: BrowserCommand.Find() is not null))
            .OrderBy(problem => problem.Pointer, StringComparer.Ordinal).ToList();
        if (problems.Count > 0) return new FilmPreparation { Problems = problems };

        var manifest = new FilmManifest
        {
            Edit = request.Edit,
            LocalRoot = request.LocalRoot,
            Assets = [.. gathered.Select(x => x.Asset.Asset!.Manifest)],
        };
        var resolution = Resolve(edit, manifest);
        return resolution.Film is not { } film
            ? new FilmPreparation { Problems = resolution.Problems }
            : new FilmPreparation { Manifest = manifest, Film = film, Segments = Segments(film) };
    }

    /// <summary>Brings the assets of a manifest to this machine and lays the film out again.</summary>
    /// <exception cref="FilmException">An asset is no longer what it was.</exception>
    public async Task<PreparedFilm> OpenAsync(FilmManifest manifest, CancellationToken cancellationToken)
    {
        var edit = EditReader.Read(manifest.Edit, limits, manifest.LocalRoot is not null).Edit
            ?? throw new FilmException("The manifest's edit is not sound.");
        var leases = new List<IDisposable>();
        try
        {
            var references =
                edit.Assets().GroupBy(r => r.Key.Value).ToDictionary(places => places.Key, places => places.First());
            var assets = new List<FilmAsset>();
            foreach (var asset in manifest.Assets)
            {
                var reopened = await gatherer.ReopenAsync(
                    asset, references[asset.Key], manifest.LocalRoot, cancellationToken);
                if (reopened.Lease is not null) leases.Add(reopened.Lease);
                assets.Add(reopened.Asset ?? throw new FilmException($"{asset.Pointer}: {reopened.Problem!.Message}"));
            }

            var film =
                Resolve(edit, manifest).Film ?? throw new FilmException("The manifest's film cannot be laid out.");
            return new PreparedFilm(film, assets, leases);
        }
        catch
        {
            foreach (var lease in leases) lease.Dispose();
            throw;
        }
    }

    public static byte[] Write(FilmManifest manifest) =>
        JsonSerializer.SerializeToUtf8Bytes(manifest, FilmJson.Default.FilmManifest);

    public static FilmManifest Read(Stream manifest) =>
        JsonSerializer.Deserialize(manifest, FilmJson.Default.FilmManifest)
            ?? throw new FilmException("The manifest is empty.");

    private FilmResolution Resolve(Edit edit, FilmManifest manifest) => FilmTimeline.Resolve(
        edit, manifest.Assets.ToDictionary(asset => new AssetKey(asset.Key), asset => asset.Facts), limits);

    private IReadOnlyList<Segment> Segments(Film film) =>
        film.Format is OutputFormat.Mp4 or OutputFormat.Gif
            ? SegmentPlan.Make(film, SegmentOptions.Default with { Encoder = FilmEncoding.Describe(film, options) })
            : [];
}
