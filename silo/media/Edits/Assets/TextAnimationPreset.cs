namespace Framemill.Media.Edits;

public enum TextAnimationPreset
{
    FadeIn = 0,
    SlideIn = 1,
    Typewriter = 2,
    Ascend = 3,
    Shift = 4,
    MovingLetters = 5,
}
