using System.Globalization;
using Framemill.Media.Sources;
using Framemill.Renders;
using Framemill.Tests.Chaos.Support;

namespace Framemill.Tests.Chaos;

/// <summary>
/// Not deterministic: real silos, threads and child processes; the seed only narrows what happens. What must hold holds
/// whatever happens: every accepted render ends as done with the frames of an undisturbed one, and no segment is
/// rendered again once it was recorded.
/// </summary>
public sealed class ChaosTests(CalmFilm calm) : IClassFixture<CalmFilm>
{
    private const string SeedVariable = "FRAMEMILL_CHAOS_SEED";
    private const int SeedsToRun = 12;
    private static readonly TimeSpan EndLimit = TimeSpan.FromMinutes(2);

    public static TheoryData<ulong> Seeds =>
        Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } asked
            ? [.. asked.Split(',').Select(seed => ulong.Parse(seed, CultureInfo.InvariantCulture))]
            : [.. Enumerable.Range(1, SeedsToRun).Select(seed => (ulong)seed)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Troubles_OfASeed_EveryRenderEndsWithTheFramesOfACalmOne(ulong seed)
    {
        var plan = ChaosPlan.Of(seed, calm.Moments);
        await using var cluster = new ChaosCluster();
        try
        {
            await RunAsync(cluster, plan);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException(
                $"seed {seed}: {error.Message}\nagain: {SeedVariable}={seed} ./framemill test chaos\n"
                + $"{cluster.Book.Describe()}\n{cluster.Log}",
                error);
        }
    }

    private static TimeSpan IdleDecoders => TimeSpan.FromSeconds(new SourceOptions().IdleDecoderSeconds);

    private async Task RunAsync(ChaosCluster cluster, ChaosPlan plan)
    {
        var storm = new Storm(cluster);
        for (var i = 0; i < plan.Silos; i++) await cluster.StartSiloAsync($"silo-{(char)('a' + i)}");
        var films = Enumerable.Range(1, plan.Films).Select(n => $"film-{n}").ToList();
        var raging = storm.RageAsync(plan.Steps, () => films.TrueForAll(cluster.Book.HasEnded));
        await Task.WhenAll(
            films.Select((film, i) => cluster.SubmitAsync(film, NumberedFilm.Edit(i + 1), calm.Assets)));
        await Task.WhenAll(films.Select(cluster.Book.EndOf)).WaitAsync(EndLimit);
        await raging.WaitAsync(EndLimit);

        foreach (var film in films)
        {
            var end = await cluster.Book.EndOf(film);
            Assert.True(end.State == RenderState.Done, $"{film} ended as {end.State}: {string.Join(' ', end.Errors)}");
            var hashes = await NumberedFilm.FrameHashesAsync(cluster.Objects.FindPath(end.Files["film.mp4"])!);
            Assert.Equal(calm.FrameHashes, hashes);
        }

        Assert.Empty(cluster.Book.Breaches);
        foreach (var silo in cluster.Silos) await cluster.StopAsync(silo);
        // A silo that was killed here leaves its process behind, in which decoders wait a moment for the next lane.
        Assert.Empty(await Children.LeftAfterAsync(2 * IdleDecoders));
        Assert.Empty(Directory.EnumerateFileSystemEntries(cluster.TemporaryPath));
    }
}
