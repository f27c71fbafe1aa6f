namespace Framemill.Media.Edits;

/// <summary>What a user posted, validated, with its merge fields filled in.</summary>
public sealed record Edit
{
    public required Timeline Timeline { get; init; }

    public required Output Output { get; init; }

    public IReadOnlyList<MergeField> Merge { get; init; } = [];

    /// <summary>Where the user wants to hear of the end of the render.</summary>
    public string? Callback { get; init; }

    /// <summary>A hint of the vendor's about its disks; it changes nothing here.</summary>
    public string? Disk { get; init; }

    /// <summary>A hint of the vendor's about its machines; it changes nothing here.</summary>
    public string? Instance { get; init; }

    /// <summary>When the film is wanted; null when the edit says nothing of it.</summary>
    public Schedule? Schedule { get; init; }

    /// <summary>Everything that must be fetched, spoken or generated before frames can be made.</summary>
    public IEnumerable<AssetReference> Assets() => EditAssets.Of(this);
}
