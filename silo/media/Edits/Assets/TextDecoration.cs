namespace Framemill.Media.Edits;

public enum TextDecoration
{
    None = 0,
    Underline = 1,
    LineThrough = 2,
}
