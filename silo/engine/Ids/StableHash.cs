using System.Text;

namespace Orleans;

/// <summary>A hash that is the same in every process and version.</summary>
public static class StableHash
{
    public static uint ComputeHash(ReadOnlySpan<byte> data)
    {
        // FNV-1a folded by a finaliser: stable, and good enough to spread keys over buckets.
        var hash = 2166136261u;
        foreach (var value in data) hash = (hash ^ value) * 16777619u;
        hash ^= hash >> 16;
        hash *= 0x85ebca6bu;
        hash ^= hash >> 13;
        hash *= 0xc2b2ae35u;
        return hash ^ (hash >> 16);
    }

    public static uint ComputeHash(string data) => ComputeHash(Encoding.UTF8.GetBytes(data));
}
