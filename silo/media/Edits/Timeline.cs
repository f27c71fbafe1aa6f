namespace Framemill.Media.Edits;

public sealed record Timeline
{
    /// <summary>The first track lies on top.</summary>
    public required IReadOnlyList<Track> Tracks { get; init; }

    public Soundtrack? Soundtrack { get; init; }

    public Rgba Background { get; init; } = Rgba.Black;

    public IReadOnlyList<FontSource> Fonts { get; init; } = [];

    /// <summary>False asks for assets to be fetched anew.</summary>
    public bool Cache { get; init; } = true;
}
