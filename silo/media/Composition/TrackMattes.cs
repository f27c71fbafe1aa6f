using Framemill.Media.Composition.Layers;
using Framemill.Media.Edits;
using Framemill.Pixels;

namespace Framemill.Media.Composition;

/// <summary>
/// The luma mattes of a frame: each hides and shows, by its brightness, the other clips of its track while it lasts.
/// Where the matte does not reach, nothing shows.
/// </summary>
internal sealed class TrackMattes(Canvas canvas, PixelPool pool, FramePainter painter) : IDisposable
{
    private readonly Dictionary<int, Matte> _byTrack = [];
    private readonly Dictionary<int, (FrameStep Step, PlanarImage Frame, IRowMask Mask)> _painted = [];
    private readonly List<LayerPicture> _pictures = [];

    /// <summary>Finds the mattes among the clips on stage. Of two on one track the later one counts.</summary>
    public void Plan(List<Actor> onStage, int frame)
    {
        _byTrack.Clear();
        foreach (var actor in onStage)
        {
            if (!IsMatte(actor)) continue;
            var step = FramePlanner.Step(actor.Order, actor.Layer, actor.Motion, canvas, frame);
            _byTrack[actor.Clip.Track] = new(actor, step);
        }
    }

    public static bool IsMatte(Actor actor) => actor.Clip.Clip.Asset is LumaAsset;

    /// <summary>Adds the step of a clip and, before it, what its matte looks like; none where it hides all.</summary>
    public void Add(List<FrameStep> steps, Actor actor, in FrameStep step)
    {
        if (!_byTrack.TryGetValue(actor.Clip.Track, out var matte))
        {
            if (step.HidesAllBelow) steps.Clear();
            steps.Add(step);
        }
        else if (matte.Step is { } shown)
        {
            steps.Add(shown with { IsMatte = true, HidesAllBelow = false });
            steps.Add(step with { HidesAllBelow = false });
        }
    }

    /// <summary>The mask of a clip's track at the frame that was planned; null where the track has no matte.</summary>
    public async ValueTask<IRowMask?> MaskAsync(Actor actor, int frame, CancellationToken cancellationToken)
    {
        if (!_byTrack.TryGetValue(actor.Clip.Track, out var matte) || matte.Step is not { } step) return null;
        if (!_painted.TryGetValue(actor.Clip.Track, out var painted) || painted.Step != step)
        {
            painted.Frame?.Release();
            _painted.Remove(actor.Clip.Track);
            var image = await PaintAsync(matte.Actor, step, frame, cancellationToken);
            painted = (step, image, PlaneMask.FromLuma(image));
            _painted[actor.Clip.Track] = painted;
        }

        return painted.Mask;
    }

    public void Dispose()
    {
        foreach (var (_, frame, _) in _painted.Values) frame.Release();
        _painted.Clear();
    }

    private async ValueTask<PlanarImage> PaintAsync(
        Actor actor, FrameStep step, int frame, CancellationToken cancellationToken)
    {
        var target = PlanarImage.Allocate(pool, canvas.Output.Width, canvas.Output.Height, hasAlpha: false);
        PixelConvert.Fill(target, YuvColor.Black);
        _pictures.Clear();
        try
        {
            await actor.Layer.GetAsync(frame, _pictures, cancellationToken);
            foreach (var picture in _pictures) painter.Paint(target, step, picture, null);
            return target;
        }
        catch
        {
            target.Release();
            throw;
        }
        finally
        {
            foreach (var picture in _pictures) picture.Image.Release();
        }
    }

    /// <param name="Step">Null where nothing of the matte lies in the frame: then nothing of its track shows.</param>
    private readonly record struct Matte(Actor Actor, FrameStep? Step);
}
