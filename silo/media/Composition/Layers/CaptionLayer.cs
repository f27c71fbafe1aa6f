using Framemill.Media.Composition.Layout;
using Framemill.Media.Text;
using Framemill.Media.Text.Captions;
using Framemill.Media.Text.Looks;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Layers;

/// <summary>Captions: each stretch of the same cues is drawn when it first shows and kept while it does.</summary>
internal sealed class CaptionLayer(
    TextRasteriser rasteriser, PixelPool pool, Func<CancellationToken, Task<CaptionTimeline>> read,
    Func<CaptionPlace, Lettering> lookOf, ActiveWordLook? activeWord, LayoutRequest layout, double pixelsPerUnit)
    : ILayer
{
    private readonly List<LayerPicture> _drawn = [];
    private CaptionTimeline? _timeline;
    private readonly Dictionary<int, IReadOnlyList<CaptionWord>> _words = [];
    private long _drawnPicture = -1;

    public LayoutRequest Layout => layout;

    public bool IsOpaque => false;

    public async Task OpenAsync(int frame, CancellationToken cancellationToken) =>
        _timeline = await read(cancellationToken);

    /// <summary>The stretch, and the word that is being spoken in it.</summary>
    public long PictureAt(int frame)
    {
        var stretch = _timeline!.At(frame);
        if (stretch < 0) return -1;
        var active = activeWord is null ? -1 : CaptionWords.At(WordsOf(stretch), _timeline.MillisecondsAt(frame));
        return ((long)stretch << 32) | (uint)(active + 1);
    }

    public ValueTask GetAsync(int frame, List<LayerPicture> pictures, CancellationToken cancellationToken)
    {
        var picture = PictureAt(frame);
        if (picture < 0) return ValueTask.CompletedTask;
        if (picture != _drawnPicture) Draw(picture);
        foreach (var drawn in _drawn) pictures.Add(drawn with { Image = drawn.Image.AddReference() });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Forget();
        return ValueTask.CompletedTask;
    }

    // Words light up only while one cue stands alone: with several, whose turn it is could not be seen.
    private IReadOnlyList<CaptionWord> WordsOf(int stretch)
    {
        if (_words.TryGetValue(stretch, out var words)) return words;
        return _words[stretch] = _timeline!.Stretches[stretch].Cues is [var only] ? CaptionWords.Of(only) : [];
    }

    private void Draw(long picture)
    {
        Forget();
        var stretch = (int)(picture >> 32);
        var active = (int)(uint)picture - 1;
        var lit = activeWord?.SpansOf(WordsOf(stretch), active) ?? [];
        foreach (var (place, text, spans) in CaptionStacking.Stack(_timeline!.Stretches[stretch].Cues))
        {
            if (TextPicture.Draw(rasteriser, pool, text, lookOf(place), [.. spans, .. lit], pixelsPerUnit)
                is { } drawn)
            {
                _drawn.Add(drawn);
            }
        }

        _drawnPicture = picture;
    }

    private void Forget()
    {
        foreach (var picture in _drawn) picture.Image.Release();
        _drawn.Clear();
        _drawnPicture = -1;
    }
}
