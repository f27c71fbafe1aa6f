namespace Framemill.Media.Edits;

/// <summary>How fast a transition or an effect goes.</summary>
public enum Pace
{
    Normal = 0,
    Slow = 1,
    Fast = 2,
}
