namespace Framemill.Media.Edits;

public sealed record CaptionAnimation(CaptionAnimationStyle Style, Direction Direction)
{
    public static CaptionAnimation Default { get; } = new(CaptionAnimationStyle.Highlight, Direction.Up);
}
