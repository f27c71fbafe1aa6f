namespace Framemill.Media.Edits;

/// <summary>What an asset is wanted for: it decides how the bytes are read.</summary>
public enum AssetUse
{
    Video = 0,
    Image = 1,
    Audio = 2,
    Captions = 3,
    Luma = 4,
    Font = 5,
    Soundtrack = 6,

    /// <summary>To be spoken by a voice.</summary>
    Speech = 7,

    /// <summary>To be made by a model.</summary>
    Generation = 8,

    /// <summary>A table of colours.</summary>
    Look = 9,
}
