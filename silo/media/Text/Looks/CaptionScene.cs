using Framemill.Media.Edits;
using Framemill.Media.Text.Captions;
using Framemill.Media.Text.Scenes;

namespace Framemill.Media.Text.Looks;

/// <summary>Lays out rich captions so that no spoken word, however large, runs into its neighbours.</summary>
public static class CaptionScene
{
    /// <param name="look">Of the asset, in its own pixels.</param>
    /// <param name="scale">Pixels to draw for each of these.</param>
    public static TextScene Stage(
        TextRasteriser rasteriser, RichCaptionAsset asset, Lettering look, StackedCaption caption, double scale)
    {
        var letters = look.Scaled(scale);
        var active = ActiveWordLook.Of(asset, letters, scale);
        var pops = asset.Animation.Style == CaptionAnimationStyle.Pop;
        if (active is null || (active.Font is null && !pops))
            return rasteriser.Stage(caption.Text, letters, caption.Spans, active);
        // Lines as far apart as the larger letters need.
        var font = active.Font ?? letters with { BoxWidth = null, BoxHeight = null };
        if (font.Size > letters.Size && letters.LineHeight is { } height)
            letters = letters with { LineHeight = height * font.Size / letters.Size };
        var growth = Growth(rasteriser, letters, font, caption, pops);
        if (letters.Background is { HugsText: true } plate && growth.Count > 0)
            letters = letters with { Background = plate with { MarginX = plate.MarginX + (growth.Max() / 2) } };
        return rasteriser.Stage(caption.Text, letters, [.. caption.Spans, .. Wider(growth, caption)], active);
    }

    /// <summary>By how many pixels each word is wider when it is spoken.</summary>
    private static List<double> Growth(
        TextRasteriser rasteriser, Lettering letters, Lettering font, StackedCaption caption, bool pops)
    {
        var usual = Widths(rasteriser, letters with { BoxWidth = null, BoxHeight = null }, caption);
        var spoken = Widths(rasteriser, font with { Case = letters.Case }, caption);
        return
        [
            .. caption.Words.Select((word, i) =>
                Math.Max(0, (spoken[i] * (pops ? 1 + WordMotion.PopOf(word) : 1)) - usual[i])),
        ];
    }

    /// <summary>Half of what each of two words may grow goes into the space between them.</summary>
    private static List<TextSpan> Wider(List<double> growth, StackedCaption caption)
    {
        var spans = new List<TextSpan>();
        for (var i = 0; i + 1 < growth.Count; i++)
        {
            var extra = Math.Max(growth[i], growth[i + 1]) / 2;
            var end = caption.Words[i].Start + caption.Words[i].Length;
            if (extra > 0 && end < caption.Words[i + 1].Start) spans.Add(new(end, 1) { ExtraSpacing = extra });
        }

        return spans;
    }

    private static List<double> Widths(TextRasteriser rasteriser, Lettering letters, StackedCaption caption)
    {
        using var scene = rasteriser.Stage(caption.Text, letters, caption.Spans);
        scene.SplitAt([.. caption.Words.Select(word => (word.Start, word.Length))]);
        return [.. scene.Parts.Select(part => part.Width)];
    }
}
