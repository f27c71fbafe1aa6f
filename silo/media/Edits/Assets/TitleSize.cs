namespace Framemill.Media.Edits;

public enum TitleSize
{
    ExtraExtraSmall = 0,
    ExtraSmall = 1,
    Small = 2,
    Medium = 3,
    Large = 4,
    ExtraLarge = 5,
    ExtraExtraLarge = 6,
}
