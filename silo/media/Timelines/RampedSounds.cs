using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>
/// The sound of a clip whose speed changes: pieces of one speed each, so many that the ear takes them for a change.
/// What stands still, goes back or runs too fast to be understood is silent.
/// </summary>
internal static class RampedSounds
{
    private const int PiecesOfAStretch = 8;
    private const int PiecesMax = 64;
    private const double SlowestSpeed = 0.25, FastestSpeed = 4;

    public static IEnumerable<FilmSound> Of(FilmSound whole, SpeedRamp ramp)
    {
        var pieces = ramp.Stretches().SelectMany(Split).Take(PiecesMax + 1).ToList();
        // Each piece costs a decoder: a clip that never settles is silent.
        if (pieces.Count > PiecesMax) yield break;
        foreach (var (start, end) in pieces)
        {
            var from = ramp.SourceSeconds(start);
            var speed = (ramp.SourceSeconds(end) - from) / (end - start);
            if (speed is < SlowestSpeed or > FastestSpeed || whole.Trim.ToDouble() + from < 0) continue;
            var offset = TimeGrid.Nearest(start);
            yield return whole with
            {
                Start = whole.Start + offset,
                Length = TimeGrid.Nearest(end) - offset,
                Trim = whole.Trim + TimeGrid.Nearest(from),
                Speed = Rational.FromDecimal((decimal)speed),
                Volume = Later(whole.Volume, start, ramp.ClipSeconds),
                VolumeEffect = VolumeEffect.None,
            };
        }
    }

    private static IEnumerable<(double Start, double End)> Split(SpeedStretch stretch)
    {
        var count = stretch.Moves ? PiecesOfAStretch : 1;
        var width = (stretch.End - stretch.Start) / count;
        return Enumerable.Range(0, count).Select(i => (At(i), At(i + 1)));

        double At(int edge) => edge == count ? stretch.End : stretch.Start + (edge * width);
    }

    /// <summary>The same course of the volume, counted from a later moment.</summary>
    private static Tweenable Later(Tweenable volume, double seconds, double clipSeconds) => volume.IsConstant
        ? volume
        : volume with
        {
            Tweens =
            [
                .. volume.Tweens.Select(tween => tween with
                {
                    Start = tween.Start - seconds,
                    Length = tween.Length ?? clipSeconds - tween.Start,
                }),
            ],
        };
}
