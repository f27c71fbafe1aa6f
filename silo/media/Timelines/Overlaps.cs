using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>Finds clips of one track that lie over each other in time.</summary>
internal static class Overlaps
{
    /// <summary>Numbers that people compute with floats miss each other by less than this.</summary>
    private static readonly Rational Tolerance = new(1, 1000);

    public static IEnumerable<EditProblem> Find(IReadOnlyList<Track> tracks, ClipTimes times)
    {
        for (var track = 0; track < tracks.Count; track++)
        {
            var clips = tracks[track].Clips;
            var ordered = Enumerable.Range(0, clips.Count)
                .Where(i => clips[i].Asset is not LumaAsset && times[track, i].Start is not null)
                .OrderBy(i => times[track, i].Start)
                .ThenBy(i => i);
            var latest = -1;
            foreach (var index in ordered)
            {
                if (latest >= 0
                    && times[track, latest].End - Tolerance > times[track, index].Start
                    && times[track, index].Length is not { IsZero: true })
                {
                    yield return Problem(track, Math.Max(index, latest), Math.Min(index, latest));
                }

                if (times[track, index].End is { } end && (latest < 0 || end > times[track, latest].End))
                    latest = index;
            }
        }
    }

    private static EditProblem Problem(int track, int clip, int other) => new(
        EditProblemCodes.ClipOverlap,
        EditPointers.Clip(track, clip) + "/start",
        $"The clip overlaps clip {other} of the same track. Put one of them on another track, or move it.");
}
