using Framemill.Media.Edits;
using Framemill.Media.Sources;
using Framemill.Media.Timelines;

namespace Framemill.Media.Films;

/// <summary>
/// An edit and all that was learnt of its media: from here on nothing has to be found out again, and every machine
/// that reads it lays out the same film.
/// </summary>
public sealed record FilmManifest
{
    /// <summary>Grows when its form changes.</summary>
    public const int PresentVersion = 1;

    public int Version { get; init; } = PresentVersion;

    /// <summary>The edit after its merge fields.</summary>
    public required string Edit { get; init; }

    public string? LocalRoot { get; init; }

    public required IReadOnlyList<ManifestAsset> Assets { get; init; }
}

/// <summary>One asset as it was found.</summary>
public sealed record ManifestAsset
{
    public required string Key { get; init; }
    public required AssetUse Use { get; init; }

    /// <summary>Where it came from; null for what was spoken.</summary>
    public string? Source { get; init; }

    /// <summary>The first place of the edit that names it.</summary>
    public required string Pointer { get; init; }

    /// <summary>What the timeline needs of it.</summary>
    public required AssetFacts Facts { get; init; }

    /// <summary>What decoders need of it; null for captions and fonts.</summary>
    public MediaFacts? Media { get; init; }
}
