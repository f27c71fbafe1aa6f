using Framemill.Media.Edits;
using Framemill.Media.Text.Scenes;

namespace Framemill.Media.Text.Captions;

/// <summary>How each word of a caption moves while it is spoken. Pure: a function of the time alone.</summary>
public static class WordMotion
{
    private const double LightUp = 80;
    private const double LightDown = 120;
    private const double PopUp = 170;
    private const double PopDown = 150;
    private const double FadeTime = 320;
    private const double SlideTime = 340;
    private const double SlideEms = 1.1;
    private const double BounceTime = 750;
    private const double BounceEms = 0.9;
    private const double AppearTime = 120;

    /// <param name="milliseconds">The captions' own time.</param>
    /// <param name="em">Pixels of the letters' size.</param>
    /// <param name="hasActiveLook">Spoken words look different, whatever the animation.</param>
    public static List<PartPose> Poses(
        CaptionAnimation animation, IReadOnlyList<CaptionWord> words, double milliseconds, double em,
        bool hasActiveLook)
    {
        var poses = new List<PartPose>(words.Count);
        for (var i = 0; i < words.Count; i++)
        {
            var pose = Pose(animation, i, words[i], milliseconds, em, hasActiveLook);
            if (pose.Opacity > 0) poses.Add(pose);
        }

        return poses;
    }

    private static PartPose Pose(
        CaptionAnimation animation, int index, CaptionWord word, double now, double em, bool hasActiveLook)
    {
        var since = now - word.Milliseconds;
        var lit = hasActiveLook ? Light(word, now) : 0;
        var pose = new PartPose(index);
        return animation.Style switch
        {
            CaptionAnimationStyle.Highlight => pose with { Lit = lit },
            CaptionAnimationStyle.Karaoke => pose with { Filled = Fill(word, now) },
            CaptionAnimationStyle.Pop => pose with { Lit = lit, Scale = 1 + (PopOf(word) * Pop(word, now)) },
            CaptionAnimationStyle.Fade => pose with { Lit = lit, Opacity = Smooth(since / FadeTime) },
            CaptionAnimationStyle.Slide => Slide(pose with { Lit = lit }, animation.Direction, since, em),
            CaptionAnimationStyle.Bounce => pose with
            {
                Lit = lit,
                Opacity = Smooth(since / AppearTime),
                ShiftY = -BounceEms * em * Spring(since / BounceTime),
            },
            CaptionAnimationStyle.Typewriter => pose with { Lit = lit, Opacity = since >= 0 ? 1 : 0 },
            _ => pose,
        };
    }

    private static PartPose Slide(PartPose pose, Direction direction, double since, double em)
    {
        // It moves in the direction, so it comes from the other side.
        var left = 1 - EaseOut(since / SlideTime);
        var (x, y) = TextMotion.Along(direction);
        return pose with
        {
            Opacity = Smooth(since / (SlideTime * 0.6)),
            ShiftX = -x * left * SlideEms * em,
            ShiftY = -y * left * SlideEms * em,
        };
    }

    private static double Light(CaptionWord word, double now) =>
        Math.Min(Smooth((now - word.Milliseconds + 1) / LightUp), 1 - Smooth((now - word.EndMilliseconds) / LightDown));

    private static double Fill(CaptionWord word, double now) => word.EndMilliseconds <= word.Milliseconds
        ? (now >= word.Milliseconds ? 1 : 0)
        : Math.Clamp((now - word.Milliseconds) / (word.EndMilliseconds - word.Milliseconds), 0, 1);

    /// <summary>Long words grow less, so that they do not reach over the spaces to their neighbours.</summary>
    internal static double PopOf(CaptionWord word) => Math.Clamp(0.6 / Math.Max(1, word.Length), 0.08, 0.25);

    private static double Pop(CaptionWord word, double now)
    {
        var up = Math.Clamp((now - word.Milliseconds) / PopUp, 0, 1);
        var down = Smooth((now - word.EndMilliseconds) / PopDown);
        return TextMotion.Overshoot(up) * (1 - down);
    }

    /// <summary>From 1 to 0 by way of a few ever smaller swings.</summary>
    private static double Spring(double progress) => progress is < 0 or >= 1
        ? (progress < 0 ? 1 : 0)
        : Math.Abs(Math.Cos(progress * Math.PI * 3.5)) * Math.Pow(1 - progress, 2.2);

    private static double EaseOut(double progress) => 1 - Math.Pow(1 - Math.Clamp(progress, 0, 1), 3);

    private static double Smooth(double progress)
    {
        var x = Math.Clamp(progress, 0, 1);
        return x * x * (3 - (2 * x));
    }
}
