namespace Framemill.Renders;

/// <summary>Parts of a film that lie in the object store, recorded or not.</summary>
[GenerateSerializer, Immutable, Alias("framemill.renders.stored-parts")]
public sealed record StoredParts
{
    /// <summary>One bit a segment, lowest first.</summary>
    [Id(0)] public required byte[] Segments { get; init; }
    [Id(1)] public required bool HasSound { get; init; }
}
