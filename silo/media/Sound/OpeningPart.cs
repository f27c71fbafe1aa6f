namespace Framemill.Media.Sound;

/// <summary>A fragment of a film's sound that can be heard before the rest is there.</summary>
/// <param name="Init">The initialisation part, the same for all.</param>
public sealed record OpeningPart(ReadOnlyMemory<byte> Init, ReadOnlyMemory<byte> Bytes, double Seconds);
