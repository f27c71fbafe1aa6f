using Framemill.Media.Composition;
using Framemill.Media.Timelines;
using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Media.Composition;

/// <summary>The real composer with the media of a test.</summary>
internal sealed class FilmBench : IAsyncDisposable
{
    private readonly Compositor _compositor = new(PixelPool.Shared, null, Encoders.Films.Processes, new(), new());

    public TestMedia Media { get; } = new();

    public Task<FilmRenderer> OpenAsync(Film film) =>
        _compositor.OpenAsync(film, Media, film.AllFrames, TestContext.Current.CancellationToken);

    /// <summary>Held for the caller.</summary>
    public Task<PlanarImage> FrameAsync(Film film, int frame) =>
        _compositor.RenderStillAsync(film, Media, frame, TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _compositor.DisposeAsync();
}
