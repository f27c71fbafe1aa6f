namespace Framemill.Media.Edits;

/// <summary>How an asset fills its box. The words are the vendor's and differ from those of CSS.</summary>
public enum Fit
{
    /// <summary>Fills the box, keeps its shape, loses what sticks out.</summary>
    Crop = 0,

    /// <summary>Stretched to the box.</summary>
    Cover = 1,

    /// <summary>Whole inside the box.</summary>
    Contain = 2,

    /// <summary>Its own size.</summary>
    None = 3,
}
