namespace Framemill.Media.Timelines;

/// <summary>What a sound is there for: music makes room for speech.</summary>
public enum SoundRole
{
    /// <summary>The sound of a video clip.</summary>
    Video = 0,

    /// <summary>An audio clip; whether it is music or speech is not said.</summary>
    Audio = 1,

    Speech = 2,

    /// <summary>The timeline's soundtrack.</summary>
    Soundtrack = 3,
}
