using Framemill.Media.Composition.Layout;
using Framemill.Media.Edits;
using Framemill.Media.Text.Captions;
using Framemill.Media.Text.Scenes;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Layers;

/// <summary>Captions whose words move as they are spoken.</summary>
/// <param name="stage">Lays out what stands in one place at one time.</param>
internal sealed class RichCaptionLayer(
    CaptionAnimation animation, Func<CancellationToken, Task<CaptionTimeline>> read,
    Func<StackedCaption, TextScene> stage, PixelPool pool, LayoutRequest layout, double pixelsPerUnit) : ILayer
{
    private readonly List<(TextScene Scene, IReadOnlyList<CaptionWord> Words)> _scenes = [];
    private readonly List<LayerPicture> _drawn = [];
    private CaptionTimeline? _timeline;
    private int _staged = -1;
    private long _drawnNumber = -1;

    public LayoutRequest Layout => layout;

    public bool IsOpaque => false;

    public async Task OpenAsync(int frame, CancellationToken cancellationToken) =>
        _timeline = await read(cancellationToken);

    public long PictureAt(int frame)
    {
        var stretch = _timeline!.At(frame);
        if (stretch < 0) return -1;
        Stage(stretch);
        var number = (long)stretch;
        foreach (var (scene, words) in _scenes) number = MovingPicture.NumberOf(PosesAt(frame, scene, words), number);
        return number;
    }

    public ValueTask GetAsync(int frame, List<LayerPicture> pictures, CancellationToken cancellationToken)
    {
        var number = PictureAt(frame);
        if (number < 0) return ValueTask.CompletedTask;
        if (number != _drawnNumber)
        {
            Forget();
            foreach (var (scene, words) in _scenes)
            {
                if (MovingPicture.Draw(scene, PosesAt(frame, scene, words), pool, pixelsPerUnit) is { } drawn)
                    _drawn.Add(drawn);
            }

            _drawnNumber = number;
        }

        foreach (var drawn in _drawn) pictures.Add(drawn with { Image = drawn.Image.AddReference() });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Forget();
        Clear();
        return ValueTask.CompletedTask;
    }

    private List<PartPose> PosesAt(int frame, TextScene scene, IReadOnlyList<CaptionWord> words) => WordMotion.Poses(
        animation, words, _timeline!.MillisecondsAt(frame), scene.Style.Size, scene.Active is not null);

    private void Stage(int stretch)
    {
        if (stretch == _staged) return;
        Clear();
        foreach (var stacked in CaptionStacking.Stack(_timeline!.Stretches[stretch].Cues))
        {
            var scene = stage(stacked);
            scene.SplitAt([.. stacked.Words.Select(word => (word.Start, word.Length))]);
            _scenes.Add((scene, stacked.Words));
        }

        _staged = stretch;
    }

    private void Clear()
    {
        foreach (var (scene, _) in _scenes) scene.Dispose();
        _scenes.Clear();
        _staged = -1;
    }

    private void Forget()
    {
        foreach (var picture in _drawn) picture.Image.Release();
        _drawn.Clear();
        _drawnNumber = -1;
    }
}
