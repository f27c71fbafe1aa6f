using Framemill.Media.Composition.Layout;
using Framemill.Media.Edits;
using Framemill.Media.Text;
using Framemill.Media.Text.Scenes;
using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Layers;

/// <summary>Text that comes in by a preset and then stands still.</summary>
internal sealed class TextMotionLayer(
    TextAnimation animation, Func<TextScene> stage, FilmClip clip, FrameRate rate, PixelPool pool,
    LayoutRequest layout, double pixelsPerUnit) : ILayer
{
    private TextScene? _scene;
    private double _seconds;
    private LayerPicture? _drawn;
    private long _drawnNumber = -1;

    public LayoutRequest Layout => layout;

    public bool IsOpaque => false;

    public Task OpenAsync(int frame, CancellationToken cancellationToken)
    {
        _scene = stage();
        TextMotion.Split(_scene, animation);
        // A clip that is over sooner shows all of the motion, only faster.
        _seconds = Math.Min(TextMotion.SecondsOf(animation, _scene.Parts.Count), clip.Length.ToDouble());
        return Task.CompletedTask;
    }

    public long PictureAt(int frame)
    {
        var poses = PosesAt(frame);
        return poses.Count == 0 ? -1 : MovingPicture.NumberOf(poses, 0);
    }

    public ValueTask GetAsync(int frame, List<LayerPicture> pictures, CancellationToken cancellationToken)
    {
        var poses = PosesAt(frame);
        var number = MovingPicture.NumberOf(poses, 0);
        if (number != _drawnNumber)
        {
            Forget();
            _drawn = MovingPicture.Draw(_scene!, poses, pool, pixelsPerUnit);
            _drawnNumber = number;
        }

        if (_drawn is { } drawn) pictures.Add(drawn with { Image = drawn.Image.AddReference() });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        Forget();
        _scene?.Dispose();
        _scene = null;
        return ValueTask.CompletedTask;
    }

    private List<PartPose> PosesAt(int frame) =>
        TextMotion.Poses(_scene!, animation, clip.LocalTime(frame, rate).ToDouble() / _seconds);

    private void Forget()
    {
        _drawn?.Image.Release();
        _drawn = null;
        _drawnNumber = -1;
    }
}
