namespace Framemill.Media.Edits;

/// <summary>Where in the frame an asset is anchored.</summary>
public enum Position
{
    Center = 0,
    Top = 1,
    TopRight = 2,
    Right = 3,
    BottomRight = 4,
    Bottom = 5,
    BottomLeft = 6,
    Left = 7,
    TopLeft = 8,
}
