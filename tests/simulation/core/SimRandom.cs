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

    public bool Chance(double probability) => (Next() >> 11) * (1.0 / (1UL << 53)) < probability;
}
