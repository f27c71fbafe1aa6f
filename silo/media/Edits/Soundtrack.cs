namespace Framemill.Media.Edits;

/// <summary>Music under the whole film.</summary>
public sealed record Soundtrack
{
    public required string Source { get; init; }

    public VolumeEffect Effect { get; init; }

    public double Volume { get; init; } = 1;
}
