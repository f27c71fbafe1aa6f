namespace Framemill.Media.Timelines;

/// <summary>What a file turned out to be.</summary>
public enum MediaKind
{
    Video = 0,
    Image = 1,
    Audio = 2,
    Captions = 3,
    Font = 4,
    Look = 5,
}
