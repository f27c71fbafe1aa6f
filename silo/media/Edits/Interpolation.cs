namespace Framemill.Media.Edits;

public enum Interpolation
{
    Linear = 0,

    /// <summary>Shaped by an <see cref="Easing"/>.</summary>
    Bezier = 1,

    /// <summary>Stays at the first value and jumps to the last one at the end.</summary>
    Constant = 2,
}
