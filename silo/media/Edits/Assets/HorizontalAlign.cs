namespace Framemill.Media.Edits;

public enum HorizontalAlign
{
    Left = 0,
    Center = 1,
    Right = 2,
}
