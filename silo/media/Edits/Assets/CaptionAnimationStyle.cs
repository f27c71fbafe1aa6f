namespace Framemill.Media.Edits;

public enum CaptionAnimationStyle
{
    Highlight = 0,
    Karaoke = 1,
    Pop = 2,
    Fade = 3,
    Slide = 4,
    Bounce = 5,
    Typewriter = 6,
    None = 7,
}
