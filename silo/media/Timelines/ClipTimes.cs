namespace Framemill.Media.Timelines;

/// <summary>The times of all clips, by track and index.</summary>
internal sealed class ClipTimes(IReadOnlyList<ClipTime[]> tracks)
{
    public ClipTime this[int track, int index] => tracks[track][index];

    public IEnumerable<(int Track, int Index, ClipTime Time)> All()
    {
        for (var track = 0; track < tracks.Count; track++)
        {
            for (var index = 0; index < tracks[track].Length; index++)
                yield return (track, index, tracks[track][index]);
        }
    }

    /// <summary>The latest known end; zero when none is known.</summary>
    public Rational LatestEnd() =>
        All().Select(t => t.Time.End ?? Rational.Zero).Aggregate(Rational.Zero, Rational.Max);
}
