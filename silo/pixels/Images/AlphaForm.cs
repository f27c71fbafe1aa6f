namespace Framemill.Pixels;

/// <summary>How an image is transparent.</summary>
public enum AlphaForm
{
    /// <summary>Opaque: no alpha plane.</summary>
    None = 0,

    /// <summary>
    /// Colour is stored as it looks; alpha says how much of it there is. Pictures and titles come like this.
    /// </summary>
    Straight = 1,

    /// <summary>
    /// Colour is stored times alpha. Layers are gathered in groups of this form before the group is painted.
    /// </summary>
    Premultiplied = 2,
}
