namespace Framemill.Media.Edits;

public enum EffectKind
{
    None = 0,
    ZoomIn = 1,
    ZoomOut = 2,
    SlideLeft = 3,
    SlideRight = 4,
    SlideUp = 5,
    SlideDown = 6,
}
