namespace Framemill.Simulation;

/// <summary>SplitMix64: the same numbers from the same seed in every version of everything.</summary>
public sealed class SimRandom(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From <paramref name="first"/> up to but without <paramref name="end"/>.</summary>
    public int Next(int first, int end) => first + (int)(Next() % (ulong)(end - first));

    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>From 0 up to but without 1.</summary>
    public double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>How many of many rare things happen when so many do on the mean.</summary>
    public int Poisson(double mean)
    {
        // Sums of draws: exact, and quick enough for the means that are needed.
        var count = 0;
        while (mean > 500)
        {
            count += Poisson(500);
            mean -= 500;
        }

        var limit = Math.Exp(-mean);
        for (var product = NextDouble(); product > limit; product *= NextDouble()) count++;
        return count;
    }

    /// <summary>Heavy-tailed: most near <paramref name="least"/>, few near <paramref name="most"/>.</summary>
    public double Pareto(double least, double most, double tail)
    {
        var ratio = Math.Pow(least / most, tail);
        return least / Math.Pow(1 - (NextDouble() * (1 - ratio)), 1 / tail);
    }
}
