using Framemill.Media.Composition.Layers;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Composition;

/// <summary>
/// Makes the frames of a film, run by run. A frame depends on the film and its number alone, whatever was rendered
/// before. What is open stays open between runs, so consecutive runs (a lane) cost no more than one. One caller at a
/// time.
/// </summary>
public sealed class FilmRenderer : IAsyncDisposable
{
    private readonly Film _film;
    private readonly Canvas _canvas;
    private readonly PixelPool _pool;
    private readonly FramePainter _painter;
    private readonly FilmStage _stage;
    private readonly YuvColor _background;
    private readonly IDisposable? _owned;
    private readonly TrackMattes _mattes;
    private readonly List<LayerPicture> _pictures = [];
    private List<FrameStep> _steps = [];
    private List<FrameStep> _lastSteps = [];
    private PlanarImage? _last;

    /// <param name="owned">Ends with the renderer.</param>
    internal FilmRenderer(
        Film film, ILayerFactory layers, Canvas canvas, PixelPool pool, RowBands? bands, int openAhead,
        IDisposable? owned = null)
    {
        _owned = owned;
        _film = film;
        _canvas = canvas;
        _pool = pool;
        _painter = new(bands);
        _stage = new(film, layers, openAhead);
        _mattes = new(canvas, pool, _painter);
        var colour = film.Edit.Timeline.Background;
        _background = YuvColor.FromRgb(colour.Red, colour.Green, colour.Blue);
    }

    /// <summary>Frames that were the same picture as the one before, and cost nothing.</summary>
    public long FramesReused { get; private set; }

    public long FramesComposed { get; private set; }

    /// <summary>
    /// Renders frames in order. Each image is handed over with a reference that the receiver releases; two frames that
    /// look the same may be one image, so nobody writes to it.
    /// </summary>
    /// <exception cref="CompositionException">A clip cannot be drawn.</exception>
    public async Task RenderAsync(
        int firstFrame, int frameCount, Func<int, PlanarImage, CancellationToken, ValueTask> deliver,
        CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstFrame);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstFrame + frameCount, _film.FrameCount);
        for (var frame = firstFrame; frame < firstFrame + frameCount; frame++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await _stage.MoveToAsync(frame, cancellationToken);
            var image = await FrameAsync(frame, cancellationToken);
            await deliver(frame, image, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _last?.Release();
        _last = null;
        _mattes.Dispose();
        await _stage.DisposeAsync();
        _owned?.Dispose();
    }

    private async ValueTask<PlanarImage> FrameAsync(int frame, CancellationToken cancellationToken)
    {
        Plan(frame);
        if (_last is not null && SameAsLast())
        {
            FramesReused++;
            return _last.AddReference();
        }

        var target = PlanarImage.Allocate(_pool, _canvas.Output.Width, _canvas.Output.Height, hasAlpha: false);
        try
        {
            await ComposeAsync(target, frame, cancellationToken);
        }
        catch
        {
            target.Release();
            throw;
        }

        FramesComposed++;
        _last?.Release();
        _last = target.AddReference();
        (_steps, _lastSteps) = (_lastSteps, _steps);
        return target;
    }

    private void Plan(int frame)
    {
        _steps.Clear();
        _mattes.Plan(_stage.OnStage, frame);
        foreach (var actor in _stage.OnStage)
        {
            if (TrackMattes.IsMatte(actor)) continue;
            if (FramePlanner.Step(actor.Order, actor.Layer, actor.Motion, _canvas, frame) is { } step)
                _mattes.Add(_steps, actor, step);
        }
    }

    private bool SameAsLast()
    {
        if (_steps.Count != _lastSteps.Count) return false;
        for (var i = 0; i < _steps.Count; i++)
        {
            if (_steps[i] != _lastSteps[i]) return false;
        }

        return true;
    }

    private async ValueTask ComposeAsync(PlanarImage target, int frame, CancellationToken cancellationToken)
    {
        if (_steps.Count == 0 || !_steps[0].HidesAllBelow) PixelConvert.Fill(target, _background);
        foreach (var step in _steps)
        {
            if (step.IsMatte) continue;
            var actor = _stage.Actor(step.Clip);
            _pictures.Clear();
            try
            {
                var matte = await _mattes.MaskAsync(actor, frame, cancellationToken);
                await actor.Layer.GetAsync(frame, _pictures, cancellationToken);
                foreach (var picture in _pictures) _painter.Paint(target, step, picture, matte);
            }
            catch (Exception problem) when (problem is Sources.MediaException or Text.TextException)
            {
                throw new CompositionException(actor.Clip.Pointer + "/asset", problem.Message, problem);
            }
            finally
            {
                foreach (var picture in _pictures) picture.Image.Release();
            }
        }
    }
}
