namespace Framemill.Media.Edits;

/// <summary>One place of an edit that needs something from outside it.</summary>
public sealed record AssetReference
{
    public required AssetKey Key { get; init; }

    public required AssetUse Use { get; init; }

    /// <summary>The place in the edit, as a JSON pointer.</summary>
    public required string Pointer { get; init; }

    /// <summary>The URL or local path; null for what is spoken or generated.</summary>
    public string? Source { get; init; }

    /// <summary>The asset; null for a font or the soundtrack.</summary>
    public Asset? Asset { get; init; }

    /// <summary>Of captions that another clip's speech is written down for: what that clip plays.</summary>
    public Asset? Transcribed { get; init; }
}
