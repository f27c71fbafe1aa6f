using System.Text;
using Framemill.Media.Text.Native;

namespace Framemill.Media.Text;

/// <summary>
/// Tells Pango what of a style changes the shape or place of letters. Colours and lines are painted elsewhere.
/// </summary>
internal static unsafe class TextAttributes
{
    public static PangoAttributes Build(string text, Lettering style, IReadOnlyList<TextSpan> spans)
    {
        var list = PangoAttribute.CreateList();
        // A hyphen that the author did not write is not ours to draw.
        PangoAttribute.Add(list, PangoAttribute.InsertHyphens(0));
        if (style.LetterSpacing != 0)
            PangoAttribute.Add(list, PangoAttribute.LetterSpacing((int)Math.Round(style.LetterSpacing * Pango.Scale)));
        if (style.LineHeight is { } height)
            PangoAttribute.Add(list, PangoAttribute.LineHeight((int)Math.Round(height * style.Size * Pango.Scale)));
        if (style.WordSpacing != 0) WidenSpaces(list, text, style);
        foreach (var span in spans) Add(list, text, span, style.LetterSpacing + style.WordSpacing);
        return list;
    }

    private static void WidenSpaces(PangoAttributes list, string text, Lettering style)
    {
        var units = (int)Math.Round((style.LetterSpacing + style.WordSpacing) * Pango.Scale);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != ' ') continue;
            var at = (uint)Encoding.UTF8.GetByteCount(text.AsSpan(0, i));
            PangoAttribute.Add(list, PangoAttribute.LetterSpacing(units), at, at + 1);
        }
    }

    private static void Add(PangoAttributes list, string text, TextSpan span, double spacing)
    {
        var start = Math.Clamp(span.Start, 0, text.Length);
        var end = Math.Clamp(span.Start + span.Length, start, text.Length);
        var first = (uint)Encoding.UTF8.GetByteCount(text.AsSpan(0, start));
        var last = first + (uint)Encoding.UTF8.GetByteCount(text.AsSpan(start, end - start));
        if (span.ExtraSpacing != 0)
            PangoAttribute.Add(list, PangoAttribute.LetterSpacing(
                (int)Math.Round((spacing + span.ExtraSpacing) * Pango.Scale)), first, last);
        if (span.Weight is { } weight) PangoAttribute.Add(list, PangoAttribute.Weight(weight), first, last);
        if (span.Italic is { } italic) PangoAttribute.Add(list, PangoAttribute.Style(italic ? 2 : 0), first, last);
    }
}
