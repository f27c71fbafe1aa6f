namespace Framemill.Media.Edits;

public enum AspectRatio
{
    /// <summary>16:9.</summary>
    Landscape = 0,

    /// <summary>9:16.</summary>
    Portrait = 1,

    /// <summary>1:1.</summary>
    Square = 2,

    /// <summary>4:5.</summary>
    ShortPortrait = 3,

    /// <summary>4:3.</summary>
    Television = 4,
}
