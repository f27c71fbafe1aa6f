using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orleans.Runtime;

/// <summary>Where one life of a silo can be reached: endpoint and generation.</summary>
[Immutable, GenerateSerializer, JsonConverter(typeof(SiloAddressConverter))]
public sealed class SiloAddress : IEquatable<SiloAddress>, IComparable<SiloAddress>, ISpanFormattable, IParsable<SiloAddress>
{
    private static readonly long Epoch = new DateTime(2022, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;
    private static int _lastGeneration;

    private SiloAddress(IPEndPoint endpoint, int generation)
    {
        Endpoint = endpoint;
        Generation = generation;
    }

    public static SiloAddress Zero { get; } = New(new IPAddress(0), 0, 0);

    [Id(0)]
    public IPEndPoint Endpoint { get; }

    [Id(1)]
    public int Generation { get; }

    public bool IsClient => Generation < 0;

    public static SiloAddress New(IPEndPoint ep, int gen) => new(ep, gen);

    public static SiloAddress New(IPAddress address, int port, int generation) =>
        new(new IPEndPoint(address, port), generation);

    /// <summary>Seconds since an epoch, and never the same number twice in one process.</summary>
    public static int AllocateNewGeneration()
    {
        var now = (int)((DateTime.UtcNow.Ticks - Epoch) / TimeSpan.TicksPerSecond);
        while (true)
        {
            var last = Volatile.Read(ref _lastGeneration);
            var next = Math.Max(now, last + 1);
            if (Interlocked.CompareExchange(ref _lastGeneration, next, last) == last) return next;
        }
    }

    public string ToParsableString() => $"{Endpoint.Address}:{Endpoint.Port}@{Generation}";

    public static SiloAddress FromParsableString(string addr) => Parse(addr);

    public static SiloAddress Parse(string value) =>
        TryParse(value, out var result)
            ? result
            : throw new FormatException($"Invalid silo address '{value}'.");

    public static SiloAddress Parse(string s, IFormatProvider? provider) => Parse(s);

    public static bool TryParse([NotNullWhen(true)] string? value, [NotNullWhen(true)] out SiloAddress? result)
    {
        result = null;
        var at = value?.LastIndexOf('@') ?? -1;
        if (value is null || at <= 0) return false;
        if (!IPEndPoint.TryParse(value.AsSpan(0, at), out var endpoint)) return false;
        if (!int.TryParse(value.AsSpan(at + 1), CultureInfo.InvariantCulture, out var generation)) return false;
        result = new(endpoint, generation);
        return true;
    }

    public static bool TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out SiloAddress result) =>
        TryParse(s, out result);

    public int GetConsistentHashCode() => unchecked((int)StableHash.ComputeHash(ToParsableString()));

    public string ToStringWithHashCode() => $"{this}/x{GetConsistentHashCode():X8}";

    public bool IsSuccessorOf(SiloAddress other) =>
        Endpoint.Equals(other.Endpoint) && other.Generation > 0 && Generation > other.Generation;

    public bool IsPredecessorOf(SiloAddress other) =>
        Endpoint.Equals(other.Endpoint) && Generation > 0 && Generation < other.Generation;

    public bool Equals([NotNullWhen(true)] SiloAddress? other) =>
        other is not null && (ReferenceEquals(this, other)
            || (Generation == other.Generation && Endpoint.Equals(other.Endpoint)));

    public override bool Equals(object? obj) => Equals(obj as SiloAddress);

    public override int GetHashCode() => Endpoint.GetHashCode() ^ Generation;

    public int CompareTo(SiloAddress? other)
    {
        if (other is null) return 1;
        var byGeneration = Generation.CompareTo(other.Generation);
        return byGeneration != 0
            ? byGeneration
            : string.CompareOrdinal(ToParsableString(), other.ToParsableString());
    }

    public override string ToString() => $"S{Endpoint.Address}:{Endpoint.Port}:{Generation}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) =>
        format == "H" ? ToStringWithHashCode() : ToString();

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"S{Endpoint.Address}:{Endpoint.Port}:{Generation}", out charsWritten);
}

/// <summary>Writes a <see cref="SiloAddress"/> as <c>ip:port@generation</c>.</summary>
public sealed class SiloAddressConverter : JsonConverter<SiloAddress>
{
    public override SiloAddress? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text ? SiloAddress.Parse(text) : null;

    public override void Write(Utf8JsonWriter writer, SiloAddress value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToParsableString());
}
