using Framemill.Media.Text.Native;

namespace Framemill.Media.Text.Scenes;

/// <summary>
/// A text that is laid out once and drawn many times, its parts each time as the moment wants them. One caller at a
/// time.
/// </summary>
public sealed class TextScene : IDisposable
{
    private readonly TextRasteriser _rasteriser;
    private readonly PangoLayout _layout;
    private readonly string _text;
    private readonly TextPlan _plan;
    private readonly Dictionary<int, TextScene> _active = [];

    internal TextScene(
        TextRasteriser rasteriser, PangoLayout layout, string text, Lettering style, IReadOnlyList<TextSpan> spans)
    {
        _rasteriser = rasteriser;
        _layout = layout;
        _text = text;
        Style = style;
        _plan = TextPlan.Measure(layout, style);
        Ink = SceneInk.Of(style);
        Clusters = SceneReader.Clusters(layout, _plan, text, spans);
        LineCount = Pango.GetLineCount(layout);
        UnknownGlyphs = Pango.GetUnknownGlyphsCount(layout);
        MainFont = Clusters.Where(cluster => !cluster.IsSpace).GroupBy(cluster => cluster.Font)
            .OrderByDescending(group => group.Count()).Select(group => group.Key).FirstOrDefault();
    }

    public Lettering Style { get; }

    public double BoxWidth => _plan.BoxWidth;

    public double BoxHeight => _plan.BoxHeight;

    public int LineCount { get; }

    /// <summary>Characters that no installed font can draw: shown as boxes.</summary>
    public int UnknownGlyphs { get; }

    /// <summary>What moves as one; the whole text until it is told otherwise.</summary>
    public IReadOnlyList<ScenePart> Parts { get; private set; } = [];

    /// <summary>How the spoken word looks; null where nothing is ever lit.</summary>
    public ActiveLook? Active { get; init; }

    internal SceneInk Ink { get; }

    internal IReadOnlyList<SceneCluster> Clusters { get; }

    /// <summary>That most letters are of: lines under or through the text are where it wants them.</summary>
    internal nint MainFont { get; }

    internal TextPlan Plan => _plan;

    public void SplitAt(IReadOnlyList<(int Start, int Length)> ranges) => Parts = SceneParts.Of(Clusters, ranges);

    public void SplitByWord() => SplitAt(TextWords.Split(_text));

    /// <summary>Letter by letter, but words whose letters join stay whole.</summary>
    public void SplitByLetter() => SplitAt(SceneParts.Letters(Clusters, _text));

    public void KeepWhole() => SplitAt(SceneParts.Whole(_text));

    /// <summary>Draws the parts that are posed, in their order; the others are not seen. Null for nothing.</summary>
    /// <exception cref="TextException">It would be larger than a text may be.</exception>
    public TextRaster? Draw(IReadOnlyList<PartPose> poses)
    {
        lock (TextGate.Lock) return SceneDrawing.Draw(this, poses, _rasteriser.PixelsMax);
    }

    public void Dispose()
    {
        foreach (var word in _active.Values) word.Dispose();
        _active.Clear();
        _layout.Dispose();
    }

    /// <summary>The part in the letters of the spoken word, where these are others; else null.</summary>
    internal TextScene? InActiveFont(int part)
    {
        if (Active?.Font is not { } font) return null;
        if (_active.TryGetValue(part, out var word)) return word;
        var (start, length) = (Parts[part].Start, Parts[part].Length);
        if (start + length > _text.Length) return null;
        word = _rasteriser.Stage(_text.Substring(start, length), font, []);
        word.KeepWhole();
        return _active[part] = word;
    }
}
