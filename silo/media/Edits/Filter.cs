namespace Framemill.Media.Edits;

public enum Filter
{
    None = 0,
    Blur = 1,
    Boost = 2,
    Contrast = 3,
    Darken = 4,
    Greyscale = 5,
    Lighten = 6,
    Muted = 7,
    Negative = 8,
}
