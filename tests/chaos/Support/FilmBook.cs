using System.Collections.Concurrent;
using Framemill.Renders;

namespace Framemill.Tests.Chaos.Support;

/// <summary>
/// What is true of all renders, kept beside the cluster: what the durable state says, and who began to encode what.
/// Breaches of the rules are collected here.
/// </summary>
internal sealed class FilmBook
{
    private readonly ConcurrentDictionary<string, Entry> _films = new();

    public ConcurrentQueue<string> Breaches { get; } = new();

    /// <summary>Devices that renders counted as lost, of all films, at most.</summary>
    public int LossesSeen { get; private set; }

    /// <summary>Segments that an encoder was opened for, of all films.</summary>
    public int SegmentsBegun => _films.Values.Sum(f => f.Begun);

    /// <summary>The state in which a render ended, once that is durable.</summary>
    public Task<RenderProgress> EndOf(string render) => Of(render).End.Task;

    public bool HasEnded(string render) => Of(render).End.Task.IsCompleted;

    /// <summary>A write of a render's progress has reached the store.</summary>
    public void Written(string render, RenderProgress progress)
    {
        var film = Of(render);
        lock (film)
        {
            LossesSeen = Math.Max(LossesSeen, progress.Losses.Values.Sum());
            var now = new SegmentSet(progress.FinishedSegments);
            if (film.Recorded.Any(index => !now.Contains(index)))
                Breaches.Enqueue($"{render}: a recorded segment was forgotten");
            for (var index = 0; index < progress.FinishedSegments.Length * 8; index++)
            {
                if (now.Contains(index)) film.Recorded.Add(index);
            }
        }

        if (progress.State is RenderState.Done or RenderState.Failed or RenderState.Cancelled)
        {
            var ended = film.End.Task;
            if (ended is { IsCompletedSuccessfully: true, Result: { } before } && before.State != progress.State)
                Breaches.Enqueue($"{render}: ended as {before.State} and again as {progress.State}");
            film.End.TrySetResult(progress);
        }
    }

    /// <summary>A silo opens an encoder.</summary>
    public void Begins(string render, int segment, string silo)
    {
        var film = Of(render);
        lock (film)
        {
            film.Begun++;
            if (film.Recorded.Contains(segment))
                Breaches.Enqueue($"{render}: segment {segment} was recorded, and {silo} renders it again");
        }
    }

    public string Describe() => string.Join('\n', _films.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f =>
        $"{f.Key}: {(f.Value.End.Task.IsCompleted ? f.Value.End.Task.Result.State : "open")}, "
        + $"recorded {string.Join(' ', f.Value.Recorded)}, encoders opened {f.Value.Begun}"));

    private Entry Of(string render) => _films.GetOrAdd(render, _ => new Entry());

    private sealed class Entry
    {
        public SortedSet<int> Recorded { get; } = [];

        public int Begun { get; set; }

        public TaskCompletionSource<RenderProgress> End { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
