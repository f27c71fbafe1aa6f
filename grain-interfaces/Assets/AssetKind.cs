namespace Framemill.Assets;

/// <summary>Where an asset comes from. Numbers are written to disk: they may only grow.</summary>
[GenerateSerializer, Alias("framemill.assets.kind")]
public enum AssetKind
{
    /// <summary>Ingested: fetched from a URL, or uploaded.</summary>
    Source = 0,

    /// <summary>A hosted copy of what lies at a URL.</summary>
    Copy = 1,

    /// <summary>A file of a render; its bytes are there already.</summary>
    Film = 2,

    /// <summary>Text spoken by a voice.</summary>
    Speech = 3,
}
