using System.Text;
using Framemill.Media.Text.Native;

namespace Framemill.Media.Text.Scenes;

/// <summary>Takes a layout apart into its clusters.</summary>
internal static unsafe class SceneReader
{
    /// <summary>In the order of the text, which in Arabic and Hebrew is not that of the eye.</summary>
    public static List<SceneCluster> Clusters(
        PangoLayout layout, TextPlan plan, string text, IReadOnlyList<TextSpan> spans)
    {
        var clusters = new List<SceneCluster>();
        var units = Utf16OfUtf8(text);
        var bytes = PangoRuns.GetText(layout);
        using var iterator = Pango.GetIterator(layout);
        var line = 0;
        double? x = null;
        do
        {
            var run = PangoRuns.GetRun(iterator);
            if (run is null)
            {
                line++;
                x = null;
                continue;
            }

            if (x is null)
            {
                Pango.GetLineExtents(iterator, out _, out var logical);
                x = plan.TextX + Pixels(logical.X);
            }

            var baseline = plan.TextY + Pixels(PangoRuns.GetBaseline(iterator) - run->OffsetY);
            x = Add(clusters, run, bytes, units, line, x.Value, baseline);
        }
        while (PangoRuns.NextRun(iterator) != 0);

        clusters.Sort((one, other) => one.Start.CompareTo(other.Start));
        return [.. clusters.Select(cluster => Marked(cluster, text, spans))];
    }

    /// <summary>Returns where the next run begins.</summary>
    private static double Add(
        List<SceneCluster> clusters, PangoRuns.GlyphItem* run, byte* text, int[] units, int line, double x,
        double baseline)
    {
        var glyphs = run->Glyphs;
        x += Pixels(run->StartOffsetX);
        // Where each glyph begins.
        var places = new double[glyphs->Count + 1];
        places[0] = x;
        for (var i = 0; i < glyphs->Count; i++) places[i + 1] = places[i] + Pixels(glyphs->Glyphs[i].Width);

        PangoRuns.ClusterIterator iterator;
        for (var more = PangoRuns.FirstCluster(&iterator, run, text); more != 0;
            more = PangoRuns.NextCluster(&iterator))
        {
            // To the left, the glyphs of a cluster are counted down and their end is the one before the first.
            var isLeftwards = iterator.EndGlyph < iterator.StartGlyph;
            var first = isLeftwards ? iterator.EndGlyph + 1 : iterator.StartGlyph;
            var end = isLeftwards ? iterator.StartGlyph + 1 : iterator.EndGlyph;
            clusters.Add(Of(run, first, end, iterator.StartIndex, iterator.EndIndex));
        }

        return places[^1] + Pixels(run->EndOffsetX);

        SceneCluster Of(PangoRuns.GlyphItem* of, int first, int end, int startByte, int endByte)
        {
            var part = new PangoRuns.GlyphString
            {
                Count = end - first, Glyphs = of->Glyphs->Glyphs + first, Clusters = of->Glyphs->Clusters + first,
            };
            PangoRuns.GetExtents(&part, of->Item->Font, out var ink, out var box);
            return new()
            {
                Start = units[startByte],
                Length = units[endByte] - units[startByte],
                Line = line,
                Font = of->Item->Font,
                Glyphs = part,
                Baseline = baseline,
                Box = TextArea.FromUnits(box).Moved(places[first], baseline),
                Ink = TextArea.FromUnits(ink).Moved(places[first], baseline),
                IsRightToLeft = of->Item->IsRightToLeft,
                IsSpace = false,
            };
        }
    }

    private static SceneCluster Marked(SceneCluster cluster, string text, IReadOnlyList<TextSpan> spans)
    {
        cluster = cluster with
        {
            IsSpace = cluster.Length > 0 && text.AsSpan(cluster.Start, cluster.Length).IsWhiteSpace(),
        };
        foreach (var span in spans)
        {
            if (cluster.Start < span.Start || cluster.Start >= span.Start + span.Length) continue;
            cluster = cluster with
            {
                Colour = span.Colour ?? cluster.Colour,
                IsUnderlined = cluster.IsUnderlined || span.Underline,
            };
        }

        return cluster;
    }

    /// <summary>For each byte of the text in UTF-8 and for its end: the UTF-16 unit that it belongs to.</summary>
    private static int[] Utf16OfUtf8(string text)
    {
        var units = new int[Encoding.UTF8.GetByteCount(text) + 1];
        var at = 0;
        var unit = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            for (var i = 0; i < rune.Utf8SequenceLength; i++) units[at++] = unit;
            unit += rune.Utf16SequenceLength;
        }

        units[at] = text.Length;
        return units;
    }

    private static double Pixels(int units) => units / (double)Pango.Scale;
}
