using Framemill.Media.Edits;

namespace Framemill.Media.Text.Scenes;

/// <summary>Turns poses into what is to be painted, the lowest first.</summary>
internal static class SceneItems
{
    public static List<SceneItem> Of(TextScene scene, IReadOnlyList<PartPose> poses)
    {
        var items = new List<SceneItem>(poses.Count);
        // What is lit or grown may reach over its neighbours, never under them.
        foreach (var pose in poses.OrderBy(pose => pose.Lit > 0 || pose.Filled > 0 || pose.Scale > 1))
        {
            if (pose.Opacity <= 0 || pose.Scale <= 0) continue;
            var part = scene.Parts[pose.Part];
            if (scene.Active is not { } active || (pose.Lit <= 0 && pose.Filled <= 0))
            {
                items.Add(Plain(scene, pose, part, scene.Ink));
            }
            else if (pose.Filled is > 0 and < 1)
            {
                var (read, unread) = Sides(part, pose.Filled);
                items.Add(Plain(scene, pose, part, scene.Ink) with { Clip = unread });
                items.Add(Lit(scene, pose, part, active.Ink) with { Clip = read });
            }
            else if (pose.Filled >= 1 || pose.Lit >= 1)
            {
                items.Add(Lit(scene, pose, part, active.Ink));
            }
            else
            {
                items.Add(Between(scene, pose, part, active));
            }
        }

        return items;
    }

    /// <summary>On its way from one look to the other.</summary>
    private static SceneItem Between(TextScene scene, PartPose pose, ScenePart part, ActiveLook active)
    {
        var ink = pose.Lit >= 0.5 ? active.Ink : scene.Ink;
        var isPlain = active.Ink.Gradient is null && scene.Ink.Gradient is null;
        var blended = ink with
        {
            Colour = isPlain ? Mix(scene.Ink.Colour, active.Ink.Colour, pose.Lit) : ink.Colour,
            Plate = active.Ink.Plate is { } plate
                ? plate with { Colour = plate.Colour.WithOpacity(pose.Lit) }
                : null,
        };
        return pose.Lit >= 0.5 ? Lit(scene, pose, part, blended) : Plain(scene, pose, part, blended);
    }

    private static SceneItem Plain(TextScene scene, PartPose pose, ScenePart part, SceneInk ink) => new()
    {
        Pose = pose,
        Part = part,
        Ink = ink,
        Clusters = scene.Clusters,
        First = part.FirstCluster,
        End = part.EndCluster,
        LineFont = scene.MainFont,
        LineBox = LineOf(scene, part),
    };

    private static SceneItem Lit(TextScene scene, PartPose pose, ScenePart part, SceneInk ink)
    {
        var item = Plain(scene, pose, part, ink) with { End = EndOf(scene, part, ink) };
        if (scene.InActiveFont(pose.Part) is not { } word) return item;
        // Other letters stand on the same line, about the same middle.
        var letters = word.Parts[0];
        return item with
        {
            Clusters = word.Clusters,
            First = 0,
            End = word.Clusters.Count,
            LineFont = word.MainFont,
            MoveX = part.CentreX - letters.CentreX,
            MoveY = part.Baseline - letters.Baseline,
        };
    }

    /// <summary>A line of its own ends with the word; one that all words have goes on under the space.</summary>
    private static int EndOf(TextScene scene, ScenePart part, SceneInk ink)
    {
        var end = part.EndCluster;
        if (ink.Decoration == scene.Ink.Decoration) return end;
        while (end > part.FirstCluster && scene.Clusters[end - 1].IsSpace) end--;
        return end;
    }

    /// <summary>The side of a part that has been read and the one that is still to come.</summary>
    private static (TextArea Read, TextArea Unread) Sides(ScenePart part, double filled)
    {
        // Far over the edges, so that nothing of a letter that leans out of its box is lost.
        const double Far = 4096;
        var edge = part.IsRightToLeft ? part.X + (part.Width * (1 - filled)) : part.X + (part.Width * filled);
        var left = new TextArea(part.X - Far, part.Y - Far, edge - part.X + Far, part.Height + (2 * Far));
        var right = new TextArea(edge, part.Y - Far, part.X + part.Width - edge + Far, part.Height + (2 * Far));
        return part.IsRightToLeft ? (right, left) : (left, right);
    }

    private static TextArea LineOf(TextScene scene, ScenePart part)
    {
        // Room for marks above and tails below.
        var room = part.Height * 0.08;
        return new(
            Math.Min(0, part.X) - scene.BoxWidth, part.Y - room, scene.BoxWidth * 3, part.Height + (2 * room));
    }

    private static Rgba Mix(Rgba from, Rgba to, double share)
    {
        return new(
            Blend(from.Red, to.Red), Blend(from.Green, to.Green), Blend(from.Blue, to.Blue),
            Blend(from.Alpha, to.Alpha));

        byte Blend(byte one, byte other) => (byte)Math.Round(one + ((other - one) * share));
    }
}
