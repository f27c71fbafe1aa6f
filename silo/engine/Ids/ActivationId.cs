using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>Names one life of a grain in memory.</summary>
[Immutable, GenerateSerializer]
public readonly struct ActivationId(Guid key) : IEquatable<ActivationId>, ISpanFormattable
{
    private readonly Guid _key = key;

    public bool IsDefault => _key == Guid.Empty;

    public static ActivationId NewId() => new(Guid.NewGuid());

    public static ActivationId FromParsableString(string activationId) => new(Guid.Parse(activationId.TrimStart('@')));

    public bool Equals(ActivationId other) => _key == other._key;

    public override bool Equals([NotNullWhen(true)] object? obj) => obj is ActivationId other && Equals(other);

    public override int GetHashCode() => _key.GetHashCode();

    public string ToParsableString() => ToString();

    public override string ToString() => $"@{_key:N}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"@{_key:N}", out charsWritten);

    public static bool operator ==(ActivationId left, ActivationId right) => left.Equals(right);

    public static bool operator !=(ActivationId left, ActivationId right) => !left.Equals(right);
}
