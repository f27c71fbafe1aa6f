namespace Framemill.Media.Edits;

public enum VolumeEffect
{
    None = 0,
    FadeIn = 1,
    FadeOut = 2,
    FadeInFadeOut = 3,
}
