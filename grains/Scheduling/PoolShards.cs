using System.Globalization;

namespace Framemill.Scheduling;

/// <summary>Which part of a divided pool a tenant or a device belongs to, and what its grain is called.</summary>
public static class PoolShards
{
    private const char Mark = '#';

    /// <summary>The first shard has the pool's own name: a small pool is its first shard and nothing else.</summary>
    public static string KeyOf(string pool, int shard) =>
        shard == 0 ? pool : string.Create(CultureInfo.InvariantCulture, $"{pool}{Mark}{shard}");

    /// <summary>Name of the pool and number of the shard.</summary>
    public static (string Pool, int Shard) Parse(string key)
    {
        var at = key.LastIndexOf(Mark);
        if (at <= 0) return (key, 0);
        var number = key.AsSpan(at + 1);
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var shard)
            ? (key[..at], shard)
            : (key, 0);
    }

    /// <summary>
    /// The same everywhere and for ever. Names stay where they are when shards are added, but for those that go to the
    /// new one: of <paramref name="shards"/> parts one.
    /// </summary>
    public static int Of(string name, int shards)
    {
        if (shards <= 1) return 0;
        var state = Hash(name);
        long shard = 0, next = 0;
        // Jump consistent hashing: each step says with how many shards the name would move for the next time.
        while (next < shards)
        {
            shard = next;
            state = unchecked((state * 2_862_933_555_777_941_757UL) + 1);
            next = (long)((shard + 1) * ((double)(1L << 31) / ((state >> 33) + 1)));
        }

        return (int)shard;
    }

    private static ulong Hash(string name)
    {
        // FNV-1a over UTF-16, then mixed: names that differ in the last letter only must not lie side by side.
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var letter in name) hash = unchecked((hash ^ letter) * 1_099_511_628_211UL);
        hash = unchecked((hash ^ (hash >> 32)) * 0x9E3779B97F4A7C15UL);
        return hash ^ (hash >> 29);
    }
}
