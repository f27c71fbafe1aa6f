using System.Globalization;
using System.Text;
using Framemill.Media.Edits;
using Framemill.Media.Text.Native;
using Framemill.Media.Text.Scenes;

namespace Framemill.Media.Text;

/// <summary>
/// Draws text in any script with the installed fonts and those of the film. Safe to use from many threads, one at a
/// time gets in (see <see cref="TextGate"/>). The same text and style give the same bytes.
/// </summary>
public sealed class TextRasteriser : IDisposable
{
    /// <summary>More than anybody can read in a frame: the rest is not set, so that no text takes for ever.</summary>
    private const int CharactersMax = 20_000;

    private readonly FontLibrary _fonts;
    private readonly PangoFontMap _map;
    private readonly PangoContext _context;
    /// <param name="fontFiles">Fonts of the film, beyond the installed ones.</param>
    /// <param name="pixelsMax">The largest picture that a text may become.</param>
    public TextRasteriser(IReadOnlyList<FontFile> fontFiles, int pixelsMax = 4096 * 4096)
    {
        PixelsMax = pixelsMax;
        using var alone = TextGate.Lock.EnterScope();
        _fonts = new(fontFiles);
        _map = PangoCairo.CreateFontMap();
        PangoFontconfig.SetConfiguration(_map, _fonts.Configuration);
        _context = Pango.CreateContext(_map);
        // Letters sit where the layout says, not where the pixel grid is: sizes scale evenly, motion stays smooth.
        using var options = Cairo.FontOptionsCreate();
        Cairo.SetAntialias(options, Cairo.AntialiasGray);
        Cairo.SetHintStyle(options, Cairo.HintStyleNone);
        Cairo.SetHintMetrics(options, Cairo.HintMetricsOff);
        PangoCairo.SetFontOptions(_context, options);
        Pango.SetRoundGlyphPositions(_context, 0);
    }

    internal int PixelsMax { get; }

    /// <summary>Draws the text. Null when nothing of it can be seen.</summary>
    public TextRaster? Draw(string text, Lettering style, IReadOnlyList<TextSpan>? spans = null)
    {
        using var scene = Stage(text, style, spans ?? []);
        return scene.Draw([new PartPose(0)]);
    }

    /// <summary>Lays the text out for being drawn many times with its parts in motion.</summary>
    public TextScene Stage(
        string text, Lettering style, IReadOnlyList<TextSpan> spans, ActiveLook? active = null)
    {
        lock (TextGate.Lock)
        {
            if (text.Length > CharactersMax) text = Begin(text);
            var shown = style.Ellipsis is null ? text : Shortened(text, style, spans);
            var scene = new TextScene(
                this, Lay(shown, style, spans), Transform(shown, style.Case), style, spans) { Active = active };
            scene.KeepWhole();
            return scene;
        }
    }

    public void Dispose()
    {
        lock (TextGate.Lock)
        {
            _context.Dispose();
            _map.Dispose();
            _fonts.Dispose();
        }
    }

    private PangoLayout Lay(string text, Lettering style, IReadOnlyList<TextSpan> spans)
    {
        var shown = Transform(text, style.Case);
        var utf8 = Encoding.UTF8.GetBytes(shown);
        Pango.SetLanguage(_context, Pango.Language(TextLanguage.Guess(shown)));
        // With the text's own direction as the base, left stays left in Arabic and Hebrew.
        var isRightToLeft = Pango.FindBaseDirection(utf8, utf8.Length) == Pango.DirectionRightToLeft;
        Pango.SetBaseDirection(_context, isRightToLeft ? Pango.DirectionRightToLeft : Pango.DirectionLeftToRight);

        var layout = Pango.CreateLayout(_context);
        using var font = Font(style);
        Pango.SetFont(layout, font);
        Pango.SetText(layout, utf8, utf8.Length);
        using var attributes = TextAttributes.Build(shown, style, spans);
        Pango.SetAttributes(layout, attributes);
        Pango.SetWrap(layout, Pango.WrapWordThenCharacter);
        Pango.SetAlignment(layout, (int)style.Horizontal);
        if (style.BoxWidth is { } width)
            Pango.SetWidth(layout, Units(Math.Max(1, width - style.Padding.Left - style.Padding.Right)));
        if (style.Balanced && style.BoxWidth is not null) Balance(layout, style);
        return layout;
    }

    /// <summary>
    /// Narrows the lines as far as their number allows: two even lines read better than a full and a short one.
    /// </summary>
    private static void Balance(PangoLayout layout, Lettering style)
    {
        var lines = Pango.GetLineCount(layout);
        if (lines < 2) return;
        var full = Units(style.BoxWidth!.Value - style.Padding.Left - style.Padding.Right);
        // Words are never broken for it.
        Pango.SetWrap(layout, Pango.WrapWord);
        var (low, high) = (full / (lines + 1), full);
        while (high - low > Pango.Scale * 4)
        {
            var middle = (low + high) / 2;
            Pango.SetWidth(layout, middle);
            Pango.GetExtents(layout, out _, out var logical);
            var fits = Pango.GetLineCount(layout) <= lines && logical.Width <= middle;
            (low, high) = fits ? (low, middle) : (middle, high);
        }

        Pango.SetWrap(layout, Pango.WrapWordThenCharacter);
        Pango.SetWidth(layout, high);
    }

    private static string Begin(string text) =>
        text[..(CharactersMax - (char.IsHighSurrogate(text[CharactersMax - 1]) ? 1 : 0))];

    /// <summary>As many letters of the text as fit into its box together with the ellipsis.</summary>
    private string Shortened(string text, Lettering style, IReadOnlyList<TextSpan> spans)
    {
        if (style.BoxHeight is not { } height || Fits(text)) return text;
        var ends = new List<int> { 0 };
        for (var at = 0; at < text.Length;)
        {
            at += StringInfo.GetNextTextElementLength(text, at);
            ends.Add(at);
        }

        var (low, high) = (0, ends.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Fits(Cut(ends[middle]))) low = middle;
            else high = middle - 1;
        }

        return Cut(ends[low]);

        string Cut(int length) => text[..length].TrimEnd() + style.Ellipsis;

        bool Fits(string shown)
        {
            using var layout = Lay(shown, style, spans);
            Pango.GetExtents(layout, out _, out var logical);
            return logical.Height <= Units(height - style.Padding.Top - style.Padding.Bottom);
        }
    }

    private PangoFontDescription Font(Lettering style)
    {
        var font = Pango.CreateFont();
        var choice = _fonts.Choose(style.Family, style.IsOwnFace);
        Pango.SetFamily(font, choice.Families);
        // Who names the file of one weight means that weight.
        var weight = style.Weight == Lettering.WeightUsual ? choice.Weight ?? style.Weight : style.Weight;
        Pango.SetWeight(font, Math.Clamp(weight, 1, 1000));
        Pango.SetStyle(font, style.Italic ? 2 : 0);
        if (style.Condensed) Pango.SetStretch(font, 2);
        Pango.SetAbsoluteSize(font, Math.Max(1, style.Size) * Pango.Scale);
        return font;
    }

    private static int Units(double pixels) => (int)Math.Min(int.MaxValue, Math.Round(pixels * Pango.Scale));

    // Case changes here keep each character's length, so positions in the text still hold.
    private static string Transform(string text, TextCase letters) => letters switch
    {
        TextCase.Uppercase => text.ToUpperInvariant(),
        TextCase.Lowercase => text.ToLowerInvariant(),
        TextCase.Capitalize => Capitalize(text),
        _ => text,
    };

    private static string Capitalize(string text) => string.Create(text.Length, text, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            var begins = i == 0 || char.IsWhiteSpace(source[i - 1]);
            target[i] = begins ? char.ToUpperInvariant(source[i]) : source[i];
        }
    });
}
