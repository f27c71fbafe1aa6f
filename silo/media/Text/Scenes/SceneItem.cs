using Framemill.Media.Edits;
using Framemill.Media.Text.Native;

namespace Framemill.Media.Text.Scenes;

/// <summary>One part, or one side of a part that is being filled, with all that decides how it is painted.</summary>
internal sealed record SceneItem
{
    public required PartPose Pose { get; init; }
    public required ScenePart Part { get; init; }
    public required SceneInk Ink { get; init; }
    public required IReadOnlyList<SceneCluster> Clusters { get; init; }
    public required int First { get; init; }
    public required int End { get; init; }

    /// <summary>Whose place for lines under or through the text counts.</summary>
    public required nint LineFont { get; init; }

    /// <summary>From where the clusters were laid out to where the part stands.</summary>
    public double MoveX { get; init; }
    public double MoveY { get; init; }

    /// <summary>Of the part before it moves; null for all of it.</summary>
    public TextArea? Clip { get; init; }

    /// <summary>Pixels of the box.</summary>
    public TextArea LineBox { get; init; }

    public bool IsAtRest => Clip is null && Pose is
        { Opacity: >= 1, ShiftX: 0, ShiftY: 0, Scale: 1, RotateDegrees: 0, StaysInLine: false };

    public IEnumerable<SceneCluster> Seen()
    {
        for (var i = First; i < End; i++) yield return Clusters[i];
    }

    /// <summary>Everything that the item can cover, its shadow too.</summary>
    public TextArea Bounds()
    {
        var area = TextArea.Empty;
        foreach (var cluster in Seen())
        {
            area = area.Joined(cluster.Ink);
            if (!cluster.IsSpace && HasLines(cluster)) area = area.Joined(cluster.Box);
        }

        if (!area.IsEmpty) area = area.Moved(MoveX, MoveY).Grown((Ink.Stroke?.Width ?? 0) + 1);
        if (PlateArea() is { } plate) area = area.Joined(plate);
        if (area.IsEmpty) return area;
        area = Moved(area);
        if (Pose.StaysInLine) area = area.Intersect(LineBox);
        if (Ink.Shadow is { } shadow && !area.IsEmpty)
            area = area.Joined(area.Moved(shadow.OffsetX, shadow.OffsetY).Grown((shadow.Blur * 2) + 1));
        return area;
    }

    public bool HasLines(in SceneCluster cluster) =>
        Ink.Decoration != TextDecoration.None || (cluster.IsUnderlined && Ink.KeepsMarkup);

    public TextArea? PlateArea() => Ink.Plate is { Colour.Alpha: > 0 } plate && Part.Width > 0
        ? new TextArea(
            Part.X - plate.MarginX, Part.Y - plate.MarginY, Part.Width + (2 * plate.MarginX),
            Part.Height + (2 * plate.MarginY))
        : null;

    /// <summary>Lets the target paint as if the part stood where it was laid out.</summary>
    public void Enter(CairoContext target)
    {
        Cairo.Save(target);
        if (Pose.StaysInLine)
        {
            Cairo.Rectangle(target, LineBox.X, LineBox.Y, LineBox.Width, LineBox.Height);
            Cairo.Clip(target);
        }

        Cairo.Translate(target, Part.CentreX + Pose.ShiftX, Part.CentreY + Pose.ShiftY);
        if (Pose.RotateDegrees != 0) Cairo.Rotate(target, Pose.RotateDegrees * Math.PI / 180);
        if (Pose.Scale != 1) Cairo.Scale(target, Pose.Scale, Pose.Scale);
        Cairo.Translate(target, -Part.CentreX, -Part.CentreY);
        if (Clip is not { } clip) return;
        Cairo.Rectangle(target, clip.X, clip.Y, clip.Width, clip.Height);
        Cairo.Clip(target);
    }

    private TextArea Moved(TextArea area)
    {
        var (sine, cosine) = Math.SinCos(Pose.RotateDegrees * Math.PI / 180);
        double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue;
        for (var corner = 0; corner < 4; corner++)
        {
            var x = ((corner & 1) == 0 ? area.X : area.X + area.Width) - Part.CentreX;
            var y = ((corner & 2) == 0 ? area.Y : area.Y + area.Height) - Part.CentreY;
            var toX = Part.CentreX + Pose.ShiftX + (Pose.Scale * ((x * cosine) - (y * sine)));
            var toY = Part.CentreY + Pose.ShiftY + (Pose.Scale * ((x * sine) + (y * cosine)));
            (left, right) = (Math.Min(left, toX), Math.Max(right, toX));
            (top, bottom) = (Math.Min(top, toY), Math.Max(bottom, toY));
        }

        return new(left, top, right - left, bottom - top);
    }
}
