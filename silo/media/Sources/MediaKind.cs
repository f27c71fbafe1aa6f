namespace Framemill.Media.Sources;

public enum MediaKind
{
    Unknown = 0,
    Picture = 1,

    /// <summary>A picture that moves: animated GIF or WebP.</summary>
    Animation = 2,
    Video = 3,
    Audio = 4,
    Subtitle = 5,
}
