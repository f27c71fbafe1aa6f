using Framemill.Media.Assets;
using Framemill.Media.Composition;
using Framemill.Media.Films;
using Framemill.Media.Processes;
using Framemill.Media.Sound;
using Framemill.Media.Sources;
using Framemill.Pixels;
using Framemill.Testing;
using Xunit;

namespace Framemill.Tests.Media.Preparing;

/// <summary>From an edit's JSON to frames, by the real classes; media lie in one folder.</summary>
internal sealed class FilmDesk : IAsyncDisposable
{
    private readonly ProcessRunner _processes = Encoders.Films.Processes;
    private readonly AssetFetcher _fetcher;
    private readonly Compositor _compositor;

    public FilmDesk()
    {
        foreach (var name in new[] { "cache", "indexes", "speech" }) Directory.CreateDirectory(Folder[name]);
        _fetcher = new(new(), Folder["cache"], TimeProvider.System);
        var sources = new SourceOptions();
        Library = new(
            new(_fetcher, new(new MediaProbe(_processes, sources)),
                new(new FrameIndexer(_processes, sources), Folder["indexes"]),
                new(new SpeechSynthesizer(_processes, new()), Folder["speech"]),
                new(_processes, new(), Folder["fonts"])),
            new(), new());
        _compositor = new(PixelPool.Shared, null, _processes, sources, new());
    }

    public TempFolder Folder { get; } = new();

    public FilmLibrary Library { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task<FilmPreparation> PrepareAsync(string edit) =>
        Library.PrepareAsync(new() { Edit = edit, LocalRoot = Folder.Path }, Cancellation);

    /// <summary>Opens a film by its manifest, as a machine does that did not prepare it.</summary>
    public async Task<PreparedFilm> OpenAsync(string edit)
    {
        var ready = await PrepareAsync(edit);
        Assert.Empty(ready.Problems);
        return await Library.OpenAsync(
            FilmLibrary.Read(new MemoryStream(FilmLibrary.Write(ready.Manifest!))), Cancellation);
    }

    /// <summary>Held for the caller.</summary>
    public Task<PlanarImage> FrameAsync(PreparedFilm film, double seconds) => _compositor.RenderStillAsync(
        film.Film, film, (int)(seconds * film.Film.Rate.Numerator / film.Film.Rate.Denominator), Cancellation);

    public async ValueTask DisposeAsync()
    {
        await _compositor.DisposeAsync();
        _fetcher.Dispose();
        Folder.Dispose();
    }
}
