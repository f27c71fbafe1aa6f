namespace Framemill.Media.Edits;

public enum TransitionKind
{
    None = 0,
    Fade = 1,
    Reveal = 2,
    WipeLeft = 3,
    WipeRight = 4,
    SlideLeft = 5,
    SlideRight = 6,
    SlideUp = 7,
    SlideDown = 8,
    CarouselLeft = 9,
    CarouselRight = 10,
    CarouselUp = 11,
    CarouselDown = 12,
    ShuffleTopRight = 13,
    ShuffleRightTop = 14,
    ShuffleRightBottom = 15,
    ShuffleBottomRight = 16,
    ShuffleBottomLeft = 17,
    ShuffleLeftBottom = 18,
    ShuffleLeftTop = 19,
    ShuffleTopLeft = 20,
    Zoom = 21,
}
