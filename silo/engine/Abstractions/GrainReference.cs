namespace Orleans.Runtime;

public abstract class GrainReference : IAddressable, IEquatable<GrainReference>
{
    public GrainId GrainId => default;
    internal object CastTo(Type interfaceType) => throw new NotImplementedException();
    public bool Equals(GrainReference? other) => other is not null && GrainId == other.GrainId;
    public override bool Equals(object? obj) => Equals(obj as GrainReference);
    public override int GetHashCode() => GrainId.GetHashCode();
}
