using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>
/// A speed that changes while a clip lasts: how far its source has come at each moment. Nought stands still, less than
/// nought goes back.
/// </summary>
/// <param name="Speed">Source seconds for each second of the clip, over the clip's own time.</param>
/// <param name="ClipSeconds">How long the clip lasts.</param>
public readonly record struct SpeedRamp(Tweenable Speed, double ClipSeconds)
{
    // Of an easing's curve; by Simpson's rule that is exact to far less than a frame.
    private const int Steps = 32;

    /// <summary>Source seconds since the clip's begin.</summary>
    public double SourceSeconds(double local)
    {
        var sum = 0.0;
        foreach (var stretch in Stretches())
        {
            if (stretch.Start >= local) break;
            sum += Distance(stretch, Math.Min(local, stretch.End));
        }

        return sum;
    }

    /// <summary>The stretches of the clip in which one thing happens: a tween moves, or the speed stays.</summary>
    public IEnumerable<SpeedStretch> Stretches()
    {
        var from = 0.0;
        for (var i = -1; i < Speed.Tweens.Count && from < ClipSeconds; i++)
        {
            var end = Math.Min(ClipSeconds, i + 1 < Speed.Tweens.Count ? Speed.Tweens[i + 1].Start : ClipSeconds);
            if (end <= from) continue;
            if (i >= 0)
            {
                var tween = Speed.Tweens[i];
                var moved = Math.Min(end, tween.Start + (tween.Length ?? ClipSeconds - tween.Start));
                if (moved > from)
                {
                    yield return new(from, moved, tween.Interpolation != Interpolation.Constant);
                    from = moved;
                }
            }

            if (end > from) yield return new(from, end, Moves: false);
            from = end;
        }
    }

    private double Distance(in SpeedStretch stretch, double end)
    {
        var length = end - stretch.Start;
        // In the middle: at its ends the speed may already be the next one's.
        if (!stretch.Moves) return At(stretch.Start + (length / 2)) * length;
        var width = length / Steps;
        var sum = At(stretch.Start) + At(Math.BitDecrement(end));
        for (var i = 1; i < Steps; i++) sum += At(stretch.Start + (i * width)) * ((i & 1) == 0 ? 2 : 4);
        return sum * width / 3;
    }

    private double At(double seconds) => Speed.At(seconds, ClipSeconds);
}

/// <summary>A part of a clip, in seconds from its begin.</summary>
/// <param name="Moves">False where the speed stays as it is.</param>
public readonly record struct SpeedStretch(double Start, double End, bool Moves);
