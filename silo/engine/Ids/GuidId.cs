namespace Orleans.Runtime;

/// <summary>A GUID as an object, as subscriptions are named.</summary>
[Immutable, GenerateSerializer]
public sealed class GuidId : IEquatable<GuidId>, IComparable<GuidId>
{
    [Id(0)]
    public readonly Guid Guid;

    private GuidId(Guid guid) => Guid = guid;

    public static GuidId GetNewGuidId() => new(Guid.NewGuid());

    public static GuidId GetGuidId(Guid guid) => new(guid);

    public bool Equals(GuidId? other) => other is not null && Guid == other.Guid;

    public override bool Equals(object? obj) => Equals(obj as GuidId);

    public override int GetHashCode() => Guid.GetHashCode();

    public int CompareTo(GuidId? other) => other is null ? 1 : Guid.CompareTo(other.Guid);

    public override string ToString() => Guid.ToString();

    public static bool operator ==(GuidId? left, GuidId? right) => Equals(left, right);

    public static bool operator !=(GuidId? left, GuidId? right) => !Equals(left, right);
}
