using Framemill.Media.Edits;
using Framemill.Media.Text.Scenes;

namespace Framemill.Media.Text;

/// <summary>How the parts of a text come in. Pure: a function of the time alone.</summary>
public static class TextMotion
{
    /// <summary>How long a preset takes when nobody says.</summary>
    public static double SecondsOf(TextAnimation animation, int parts) => animation.Duration ?? animation.Preset switch
    {
        TextAnimationPreset.Typewriter => Math.Clamp(parts * (animation.ByWord ? 0.25 : 0.06), 0.5, 5),
        TextAnimationPreset.FadeIn or TextAnimationPreset.SlideIn => 1,
        _ => 1.5,
    };

    /// <summary>What moves as one: letters, words or all of it.</summary>
    public static void Split(TextScene scene, TextAnimation animation)
    {
        switch (animation.Preset)
        {
            case TextAnimationPreset.FadeIn or TextAnimationPreset.SlideIn:
                scene.KeepWhole();
                break;
            case TextAnimationPreset.Ascend:
                scene.SplitByWord();
                break;
            default:
                if (animation.ByWord) scene.SplitByWord();
                else scene.SplitByLetter();
                break;
        }
    }

    /// <param name="progress">0 at the begin, 1 when all is in its place.</param>
    public static List<PartPose> Poses(TextScene scene, TextAnimation animation, double progress)
    {
        var parts = scene.Parts;
        var poses = new List<PartPose>(parts.Count);
        for (var i = 0; i < parts.Count; i++)
        {
            var pose = animation.Preset switch
            {
                _ when progress >= 1 => new(i),
                TextAnimationPreset.FadeIn => new(i) { Opacity = Smooth(progress) },
                TextAnimationPreset.SlideIn => SlideIn(new(i), scene, animation.Direction ?? Direction.Right, progress),
                TextAnimationPreset.Typewriter => new(i) { Opacity = progress * parts.Count >= i + 0.5 ? 1 : 0 },
                TextAnimationPreset.Ascend => Ascend(new(i), parts[i], animation, Own(i, parts.Count, progress, 0.5)),
                TextAnimationPreset.Shift => Shift(new(i), scene, animation, Own(i, parts.Count, progress, 0.4)),
                _ => Letter(new(i), scene, animation, Own(i, parts.Count, progress, 0.35)),
            };
            if (pose.Opacity > 0) poses.Add(pose);
        }

        return poses;
    }

    /// <summary>Where a direction points; y grows downwards.</summary>
    public static (double X, double Y) Along(Direction direction) => direction switch
    {
        Direction.Left => (-1, 0),
        Direction.Right => (1, 0),
        Direction.Up => (0, -1),
        _ => (0, 1),
    };

    /// <summary>From 0 to 1 and a little beyond on the way.</summary>
    public static double Overshoot(double progress)
    {
        const double Back = 1.70158;
        var rest = Math.Clamp(progress, 0, 1) - 1;
        return 1 + ((Back + 1) * rest * rest * rest) + (Back * rest * rest);
    }

    /// <summary>The whole text comes from beyond the edge of its box.</summary>
    private static PartPose SlideIn(PartPose pose, TextScene scene, Direction direction, double progress)
    {
        var (x, y) = Along(direction);
        var left = 1 - EaseOut(progress);
        var part = scene.Parts[pose.Part];
        var wayX = x > 0 ? part.X + part.Width : scene.BoxWidth - part.X;
        var wayY = y > 0 ? part.Y + part.Height : scene.BoxHeight - part.Y;
        return pose with
        {
            Opacity = Smooth(progress * 3),
            ShiftX = -x * left * Math.Max(0, wayX),
            ShiftY = -y * left * Math.Max(0, wayY),
        };
    }

    /// <summary>Word after word rises out of its line as from behind an edge.</summary>
    private static PartPose Ascend(PartPose pose, ScenePart part, TextAnimation animation, double progress)
    {
        var (_, y) = Along(animation.Direction is Direction.Down ? Direction.Down : Direction.Up);
        return pose with
        {
            StaysInLine = true,
            Opacity = progress > 0 ? 1 : 0,
            ShiftY = -y * (1 - EaseOut(progress)) * part.Height * 1.2,
        };
    }

    private static PartPose Shift(PartPose pose, TextScene scene, TextAnimation animation, double progress)
    {
        var (x, y) = Along(animation.Direction ?? Direction.Up);
        var left = (1 - EaseOut(progress)) * scene.Style.Size * 0.9;
        return pose with { Opacity = Smooth(progress), ShiftX = -x * left, ShiftY = -y * left };
    }

    /// <summary>Each letter flies in, turns upright and swings a little beyond its place.</summary>
    private static PartPose Letter(PartPose pose, TextScene scene, TextAnimation animation, double progress)
    {
        var (x, y) = Along(animation.Direction ?? Direction.Up);
        var left = 1 - Overshoot(progress);
        var way = left * scene.Style.Size * 2.2;
        return pose with
        {
            Opacity = Smooth(progress * 2.5),
            ShiftX = -x * way,
            ShiftY = -y * way,
            RotateDegrees = left * (x + y >= 0 ? -40 : 40),
            Scale = Math.Max(0.05, 1 - (left * 0.6)),
        };
    }

    /// <summary>The progress of one part when they start one after the other.</summary>
    /// <param name="share">How much of the whole time one part takes.</param>
    private static double Own(int index, int count, double progress, double share)
    {
        var start = count < 2 ? 0 : (1 - share) * index / (count - 1);
        return Math.Clamp((progress - start) / (count < 2 ? 1 : share), 0, 1);
    }

    private static double EaseOut(double progress) => 1 - Math.Pow(1 - Math.Clamp(progress, 0, 1), 3);

    private static double Smooth(double progress)
    {
        var x = Math.Clamp(progress, 0, 1);
        return x * x * (3 - (2 * x));
    }
}
