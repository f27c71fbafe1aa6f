namespace Framemill.Media.Sources;

/// <summary>Why a piece of media cannot be used, in words for the person who gave it.</summary>
public sealed record MediaProblem(MediaProblemCode Code, string Text);

public enum MediaProblemCode
{
    Missing = 1,
    Empty = 2,

    /// <summary>The bytes are of no kind that we know, whatever the name says.</summary>
    NotMedia = 3,
    Damaged = 4,

    /// <summary>The end is not there: the file says that it is longer than it is.</summary>
    Truncated = 5,
    UnsupportedCodec = 6,
    UnsupportedFormat = 7,
    NoStreams = 8,
    TooLarge = 9,
    TooLong = 10,

    /// <summary>Opening it took more time or memory than it may.</summary>
    TookTooMuch = 11,
    NoSound = 12,
    NoPictures = 13,
}
