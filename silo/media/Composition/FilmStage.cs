using Framemill.Media.Composition.Layers;
using Framemill.Media.Timelines;

namespace Framemill.Media.Composition;

/// <summary>
/// The clips that are open at a frame: opened a little before they show, on tasks of their own, and closed when they
/// are over.
/// </summary>
internal sealed class FilmStage(Film film, ILayerFactory layers, int openAheadFrames) : IAsyncDisposable
{
    private readonly SortedList<int, Opening> _open = []; // By index it is walked without taking memory.
    private readonly List<Actor> _onStage = [];
    private readonly List<int> _leaving = [];
    private int _lastFrame = -1;

    /// <summary>The clips that show at the frame, bottom first.</summary>
    public List<Actor> OnStage => _onStage;

    public Actor Actor(int order) => _open[order].Actor!;

    public async ValueTask MoveToAsync(int frame, CancellationToken cancellationToken)
    {
        await CloseAsync(frame);
        OpenAhead(frame);
        _lastFrame = frame;
        _onStage.Clear();
        for (var i = 0; i < _open.Count; i++)
        {
            if (!film.Clips[_open.Keys[i]].ShowsAt(frame)) continue;
            var opening = _open.Values[i];
            opening.Actor ??= await opening.Task.WaitAsync(cancellationToken);
            if (opening.Actor is { Layer: not null } actor) _onStage.Add(actor);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _leaving.Clear();
        _leaving.AddRange(_open.Keys);
        await CloseLeavingAsync();
    }

    private void OpenAhead(int frame)
    {
        for (var order = 0; order < film.Clips.Count; order++)
        {
            var clip = film.Clips[order];
            if (clip.FrameCount == 0 || !clip.Clip.Asset.HasPicture || _open.ContainsKey(order)) continue;
            if (frame < clip.FirstFrame - openAheadFrames || frame >= clip.EndFrame) continue;
            _open.Add(order, new(this, order, Math.Max(frame, clip.FirstFrame)));
        }
    }

    private ValueTask CloseAsync(int frame)
    {
        _leaving.Clear();
        for (var i = 0; i < _open.Count; i++)
        {
            var order = _open.Keys[i];
            var clip = film.Clips[order];
            var isFarAhead = clip.FirstFrame - openAheadFrames > frame;
            if (frame >= clip.EndFrame || (frame < _lastFrame && isFarAhead)) _leaving.Add(order);
        }

        return _leaving.Count == 0 ? ValueTask.CompletedTask : CloseLeavingAsync();
    }

    private async ValueTask CloseLeavingAsync()
    {
        foreach (var order in _leaving)
        {
            _open.Remove(order, out var opening);
            await opening!.DisposeAsync();
        }
    }

    private async Task<Actor> OpenAsync(int order, int frame, CancellationToken cancellationToken)
    {
        var clip = film.Clips[order];
        var layer = await layers.CreateAsync(clip, cancellationToken);
        if (layer is null) return new(order, clip, null!, null!);
        try
        {
            await layer.OpenAsync(frame, cancellationToken);
            return new(order, clip, layer, new(clip, film.Rate, layer.Layout));
        }
        catch (Exception problem)
        {
            await layer.DisposeAsync();
            if (problem is not (Sources.MediaException or Text.TextException or IOException)) throw;
            throw new CompositionException(clip.Pointer + "/asset", problem.Message, problem);
        }
    }

    private sealed class Opening : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();

        public Opening(FilmStage stage, int order, int frame)
        {
            var stop = _stop.Token;
            Task = System.Threading.Tasks.Task.Run(() => stage.OpenAsync(order, frame, stop), stop);
        }

        public Task<Actor> Task { get; }

        public Actor? Actor { get; set; }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            try
            {
                var actor = await Task;
                if (actor.Layer is not null) await actor.Layer.DisposeAsync();
            }
            catch (Exception)
            {
                // Whoever needed the clip has been told; one that nobody came to need is nobody's problem.
            }

            _stop.Dispose();
        }
    }
}

/// <summary>A clip that is open. A clip without anything to see has no layer.</summary>
/// <param name="Order">Its place in the film's order of painting.</param>
internal sealed record Actor(int Order, FilmClip Clip, ILayer Layer, ClipMotion Motion);
