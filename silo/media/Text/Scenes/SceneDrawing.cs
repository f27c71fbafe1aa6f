using Framemill.Media.Edits;
using Framemill.Media.Text.Native;

namespace Framemill.Media.Text.Scenes;

/// <summary>Paints a moment of a scene, from the back to the front: plates, shadows, outlines, letters.</summary>
internal static unsafe class SceneDrawing
{
    public static TextRaster? Draw(TextScene scene, IReadOnlyList<PartPose> poses, int pixelsMax)
    {
        var items = SceneItems.Of(scene, poses);
        var plan = scene.Plan;
        var area = TextPlan.BackBounds(scene.Style, plan);
        foreach (var item in items) area = area.Joined(item.Bounds());
        if (scene.Style.CutsAtBox) area = area.Intersect(new(0, 0, plan.BoxWidth, plan.BoxHeight));
        var ink = InkBounds.Around(area);
        if (ink.IsEmpty) return null;
        if ((long)ink.Width * ink.Height > pixelsMax)
            throw new TextException($"a text of {ink.Width}x{ink.Height} pixels is too large");

        var raster = new TextRaster(ink.Width, ink.Height)
        {
            OriginX = ink.X,
            OriginY = ink.Y,
            BoxWidth = plan.BoxWidth,
            BoxHeight = plan.BoxHeight,
            LineCount = scene.LineCount,
            UnknownGlyphs = scene.UnknownGlyphs,
        };
        try
        {
            using var surface = Cairo.SurfaceOver(
                raster.Address, Cairo.FormatArgb32, raster.Width, raster.Height, raster.Stride);
            using var target = Cairo.Create(surface);
            Cairo.SetTolerance(target, 0.05);
            Cairo.Translate(target, -ink.X, -ink.Y);
            TextPainting.PaintPlate(target, scene.Style, plan);
            foreach (var item in items) PaintPlate(target, item);
            foreach (var shadow in items.Select(item => item.Ink.Shadow).Distinct())
            {
                if (shadow is { Colour.Alpha: > 0 })
                    PaintShadow(target, shadow, [.. items.Where(item => item.Ink.Shadow == shadow)], plan, ink);
            }

            PaintStrokes(target, items);
            foreach (var item in items) PaintLetters(target, item, plan);
            Cairo.Check(target);
            Cairo.SurfaceFlush(surface);
            return raster;
        }
        catch
        {
            raster.Dispose();
            throw;
        }
    }

    private static void PaintPlate(CairoContext target, SceneItem item)
    {
        if (item.PlateArea() is not { } area || item.Ink.Plate is not { } plate) return;
        item.Enter(target);
        TextPainting.SetSource(target, plate.Colour.WithOpacity(Math.Min(1, item.Pose.Opacity)));
        TextPainting.RoundedRectangle(target, area, plate.Radius);
        Cairo.Fill(target);
        Cairo.Restore(target);
    }

    private static void PaintShadow(
        CairoContext target, LetterShadow shadow, List<SceneItem> items, TextPlan plan, InkBounds ink)
    {
        var stride = (ink.Width + 63) / 64 * 64;
        using var mask = new NativeBytes(stride * ink.Height);
        using var surface = Cairo.SurfaceOver(mask.Address, Cairo.FormatA8, ink.Width, ink.Height, stride);
        using (var silhouette = Cairo.Create(surface))
        {
            Cairo.Translate(silhouette, shadow.OffsetX - ink.X, shadow.OffsetY - ink.Y);
            PaintStrokes(silhouette, items);
            foreach (var item in items) PaintLetters(silhouette, item, plan);

            Cairo.Check(silhouette);
        }

        Cairo.SurfaceFlush(surface);
        ShadowBlur.Blur(mask.Span, ink.Width, ink.Height, stride, shadow.Blur);
        Cairo.SurfaceMarkDirty(surface);
        TextPainting.SetSource(target, shadow.Colour);
        Cairo.MaskSurface(target, surface, ink.X, ink.Y);
    }

    /// <summary>What does not move is outlined as one: where outlines meet, no seam shows.</summary>
    private static void PaintStrokes(CairoContext target, List<SceneItem> items)
    {
        foreach (var resting in items.Where(item => item.IsAtRest && IsOutlined(item)).GroupBy(item => item.Ink.Stroke))
            OutlineGlyphs(target, resting.Key!, resting);
        foreach (var item in items)
        {
            if (item.IsAtRest || item.Pose.Opacity < 1 || !IsOutlined(item)) continue;
            item.Enter(target);
            OutlineGlyphs(target, item.Ink.Stroke!, [item]);
            Cairo.Restore(target);
        }
    }

    private static bool IsOutlined(SceneItem item) => item.Ink.Stroke is { Width: > 0, Colour.Alpha: > 0 };

    private static void PaintLetters(CairoContext target, SceneItem item, TextPlan plan)
    {
        item.Enter(target);
        if (item.Pose.Opacity < 1)
        {
            // Outline and letters fade as one: neither may shine through the other.
            Cairo.PushGroup(target);
            if (IsOutlined(item)) OutlineGlyphs(target, item.Ink.Stroke!, [item]);
            ShowGlyphs(target, item, plan);
            Cairo.PopGroupToSource(target);
            Cairo.PaintWithAlpha(target, item.Pose.Opacity);
        }
        else
        {
            ShowGlyphs(target, item, plan);
        }

        Cairo.Restore(target);
    }

    private static void OutlineGlyphs(CairoContext target, LetterOutline stroke, IEnumerable<SceneItem> items)
    {
        TextPainting.SetSource(target, stroke.Colour);
        Cairo.SetLineJoin(target, Cairo.LineJoinRound);
        // Half of a line lies inside the letter, where the letter covers it.
        Cairo.SetLineWidth(target, stroke.Width * 2);
        Cairo.NewPath(target);
        foreach (var item in items)
        {
            foreach (var cluster in item.Seen())
            {
                var glyphs = cluster.Glyphs;
                Cairo.MoveTo(target, cluster.Box.X + item.MoveX, cluster.Baseline + item.MoveY);
                PangoCairo.GlyphPath(target, cluster.Font, &glyphs);
            }
        }

        Cairo.Stroke(target);
    }

    private static void ShowGlyphs(CairoContext target, SceneItem item, TextPlan plan)
    {
        using var pattern = item.Ink.Gradient is { Stops.Count: > 0 } gradient
            ? TextPainting.Pattern(gradient, plan)
            : null;
        foreach (var cluster in item.Seen())
        {
            var colour = (item.Ink.KeepsMarkup ? cluster.Colour : null) ?? item.Ink.Colour;
            if (pattern is not null && (cluster.Colour is null || !item.Ink.KeepsMarkup))
                Cairo.SetSource(target, pattern);
            else
                TextPainting.SetSource(target, colour);
            var glyphs = cluster.Glyphs;
            Cairo.MoveTo(target, cluster.Box.X + item.MoveX, cluster.Baseline + item.MoveY);
            PangoCairo.ShowGlyphs(target, cluster.Font, &glyphs);
            if (item.HasLines(cluster)) DrawLines(target, item, cluster);
        }
    }

    private static void DrawLines(CairoContext target, SceneItem item, in SceneCluster cluster)
    {
        if (cluster.Length == 0) return;
        if (item.Ink.Decoration == TextDecoration.Underline || (cluster.IsUnderlined && item.Ink.KeepsMarkup))
            DrawLine(target, item, cluster, isUnderline: true);
        if (item.Ink.Decoration == TextDecoration.LineThrough) DrawLine(target, item, cluster, isUnderline: false);
    }

    private static void DrawLine(CairoContext target, SceneItem item, in SceneCluster cluster, bool isUnderline)
    {
        var (position, thickness) = PangoRuns.LineOf(item.LineFont, isUnderline);
        Cairo.Rectangle(
            target, cluster.Box.X + item.MoveX, cluster.Baseline + item.MoveY - position, cluster.Box.Width,
            Math.Max(1, thickness));
        Cairo.Fill(target);
    }
}
