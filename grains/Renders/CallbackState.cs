namespace Framemill.Renders;

/// <summary>Whether the user's server knows of the end. Numbers are written to disk: they may only grow.</summary>
[GenerateSerializer, Alias("framemill.renders.callback-state")]
public enum CallbackState
{
    None = 0,
    Pending = 1,
    Taken = 2,
    GivenUp = 3,
}
