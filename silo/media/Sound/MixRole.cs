namespace Framemill.Media.Sound;

/// <summary>What a sound is in the mix: music makes room for speech, effects leave everything as it is.</summary>
public enum MixRole
{
    Effect = 0,
    Speech = 1,
    Music = 2,
}
