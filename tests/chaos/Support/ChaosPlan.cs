using Framemill.Testing;

namespace Framemill.Tests.Chaos.Support;

/// <summary>One trouble and when it comes: see <see cref="Moments"/>.</summary>
/// <param name="Choice">Picks the silo or the child that it befalls.</param>
internal sealed record ChaosStep(int Moment, Trouble Trouble, int Choice);

/// <summary>
/// All that a seed decides. The seed narrows what happens, it does not fix it: real threads run here.
/// </summary>
internal sealed record ChaosPlan(int Silos, int Films, IReadOnlyList<ChaosStep> Steps)
{
    private const int TroublesMax = 6;

    public static ChaosPlan Of(ulong seed, int momentsOfFilm)
    {
        var random = new SeededRandom(seed);
        var silos = random.Between(1, 3);
        var films = random.Between(2, 4);

        // The seed first picks which troubles exist, so that some runs are all about one.
        var kinds = Enum.GetValues<Trouble>().Where(_ => random.Chance(50))
            .DefaultIfEmpty(Trouble.SiloIsKilled).ToList();
        var steps = Enumerable.Range(0, random.Between(2, TroublesMax))
            .Select(_ => new ChaosStep(random.Below(momentsOfFilm * films), random.Pick(kinds), random.Below(1_000)))
            .OrderBy(s => s.Moment).ToList();
        return new ChaosPlan(silos, films, steps);
    }
}
