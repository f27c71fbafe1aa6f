namespace Framemill.Media.Edits;

/// <summary>Every clip of a timeline with its indices.</summary>
internal static class ClipWalk
{
    public static IEnumerable<(int Track, int Index, Clip Clip)> All(IReadOnlyList<Track> tracks)
    {
        for (var track = 0; track < tracks.Count; track++)
        {
            var clips = tracks[track].Clips;
            for (var index = 0; index < clips.Count; index++)
                yield return (track, index, clips[index]);
        }
    }
}
