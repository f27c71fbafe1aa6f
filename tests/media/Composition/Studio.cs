using Framemill.Media.Composition;
using Framemill.Media.Edits;
using Framemill.Media.Sources;
using Framemill.Media.Timelines;
using Framemill.Pixels;
using Framemill.Testing;
using Xunit;

namespace Framemill.Tests.Media.Composition;

/// <summary>A compositor with a folder for its media; it insists that every pixel comes back.</summary>
internal sealed class Studio : IAsyncDisposable
{
    private readonly PixelPool _pool = new();

    public Studio(SourceOptions? sources = null) =>
        Compositor = new(_pool, null, Sources.Media.Processes, sources ?? Sources.Media.Options, new());

    public Compositor Compositor { get; }

    public TempFolder Folder { get; } = new();

    public TestMedia Media { get; } = new();

    /// <summary>Makes a file by ffmpeg's own sources and filters.</summary>
    public async Task<AssetFacts> MakeAsync(string name, params IEnumerable<string> arguments)
    {
        await MediaMaker.FfmpegAsync([.. arguments, Folder[name]]);
        return await Media.AddAsync(Folder[name]);
    }

    /// <summary>A frame that the caller releases; it is also written for human eyes under the name.</summary>
    public async Task<PlanarImage> StillAsync(Film film, int frame, string? look = null)
    {
        var still = await Compositor.RenderStillAsync(film, Media, frame, TestContext.Current.CancellationToken);
        if (look is not null) TestPicture.Look(look, still);
        return still;
    }

    /// <summary>Red, green and blue of single pixels of a frame.</summary>
    public async Task<(int Red, int Green, int Blue)[]> PixelsAsync(
        Film film, int frame, string? look, params (int X, int Y)[] places)
    {
        using var still = await StillAsync(film, frame, look);
        return [.. places.Select(place => At(still, place.X, place.Y))];
    }

    public static (int Red, int Green, int Blue) At(PlanarImage image, int x, int y)
    {
        var colour = new YuvColor(image.Y.Row(y)[x], image.U.Row(y / 2)[x / 2], image.V.Row(y / 2)[x / 2]);
        return colour.ToRgb();
    }

    public static void Near((int Red, int Green, int Blue) expected, (int Red, int Green, int Blue) colour, int by = 8)
    {
        Assert.True(
            Math.Abs(colour.Red - expected.Red) <= by && Math.Abs(colour.Green - expected.Green) <= by
                && Math.Abs(colour.Blue - expected.Blue) <= by,
            $"expected {expected}, found {colour}");
    }

    public async ValueTask DisposeAsync()
    {
        await Compositor.DisposeAsync();
        Assert.Equal(0, _pool.RentedBytes);
        _pool.Dispose();
        Folder.Dispose();
    }
}
