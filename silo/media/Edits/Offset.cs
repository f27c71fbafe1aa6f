namespace Framemill.Media.Edits;

/// <summary>A shift as fractions of the frame: x to the right, y UP.</summary>
public sealed record Offset(Tweenable X, Tweenable Y)
{
    public static Offset None { get; } = new(Tweenable.Zero, Tweenable.Zero);
}
