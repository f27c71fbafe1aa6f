using Framemill.Renders;
using Framemill.Testing;

namespace Framemill.Tests.Chaos.Support;

/// <summary>The film as it comes out when nothing goes wrong: what all others are compared with.</summary>
public sealed class CalmFilm : IAsyncLifetime
{
    private readonly TempFolder _folder = new();

    public string Assets => _folder.Path;

    public IReadOnlyList<string> FrameHashes { get; private set; } = [];

    /// <summary>How many moments (see <see cref="Moments"/>) one such film has.</summary>
    public int Moments { get; private set; }

    /// <summary>Encoders that one such film needs.</summary>
    public int Segments { get; private set; }

    public async ValueTask InitializeAsync()
    {
        await NumberedFilm.MakeMediaAsync(Assets);
        await using var cluster = new ChaosCluster();
        await cluster.StartSiloAsync("silo-a");
        await cluster.SubmitAsync("calm", NumberedFilm.Edit(0), Assets);
        var end = await cluster.Book.EndOf("calm").WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(RenderState.Done, end.State);
        var path = cluster.Objects.FindPath(end.Files["film.mp4"])!;
        Assert.Equal(Enumerable.Range(0, NumberedFilm.FrameCount), await NumberedFilm.NumbersAsync(path, _folder));
        FrameHashes = await NumberedFilm.FrameHashesAsync(path);
        Moments = cluster.Moments.Count;
        Segments = cluster.Book.SegmentsBegun;
        Assert.Empty(cluster.Book.Breaches);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
