using System.Collections.Concurrent;
using Framemill.Assets;
using Framemill.Ports;
using Framemill.Renders;

namespace Framemill.Tests.Unit.Renders.Studio;

/// <summary>
/// The data plane in memory, shared by all silos of a test: edits are numbers of segments, frames are numbers, and
/// every part keeps count of how often it was made.
/// </summary>
internal sealed class FakeStudio : IEditReader, IFilmPreparer, ISoundMixer, IFilmAssembler, IPlaylistPublisher,
    IFinishedParts, ICallbackSender
{
    public const int SegmentFrames = 20;

    public ConcurrentDictionary<string, int[]> StoredSegments { get; } = new();

    public ConcurrentDictionary<string, int> TimesStored { get; } = new();

    public ConcurrentBag<string> StoredSounds { get; } = [];

    public ConcurrentQueue<PublishPlaylists> Playlists { get; } = new();

    public TaskCompletionSource<RenderView> CallbackTaken { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public FakeFrames Frames { get; } = new();

    /// <summary>Called before a segment is rendered: wait here, or throw.</summary>
    public Func<RenderLane, PlannedSegment, CancellationToken, Task> BeforeSegment { get; set; } =
        (_, _, _) => Task.CompletedTask;

    /// <summary>Called before a step: wait here, or throw.</summary>
    public Func<string, CancellationToken, Task> BeforeStep { get; set; } = (_, _) => Task.CompletedTask;

    public Func<FrameFault> NextFault { get; set; } = () => FrameFault.None;

    public int CallbacksRefused { get; set; }

    public IReadOnlyList<EditError> Refusal { get; set; } = [];

    public EditReading Read(string edit, bool localFilesAllowed) =>
        int.TryParse(edit.Split(' ')[0], out _)
            ? new EditReading { MergedEdit = edit, Callback = edit.Contains("callback") ? "http://there" : null }
            : new EditReading { Errors = [Error("not_a_number", "/"), Error("too_long", "/timeline")] };

    public IReadOnlyList<EditError> ReadTemplate(string edit) => Read(edit, false).Errors;

    public Task<bool> SendAsync(string url, AssetView ended, CancellationToken cancellationToken) =>
        Task.FromResult(true);

    public async Task<PrepareOutcome> PrepareAsync(PrepareFilm work, CancellationToken cancellationToken)
    {
        await BeforeStep("prepare", cancellationToken);
        if (Refusal.Count > 0) return new PrepareOutcome.Refused(Refusal);
        var segments = int.Parse(work.MergedEdit.Split(' ')[0]);
        return new PrepareOutcome.Prepared(new FilmPlan
        {
            ManifestKey = $"{work.RenderId}/manifest",
            FrameCount = segments * SegmentFrames,
            RateNumerator = 25,
            RateDenominator = 1,
            Width = 16,
            Height = 16,
            Format = "mp4",
            SoundKey = work.MergedEdit.Contains("silent") ? null : $"{work.RenderId}/sound",
            Segments = Enumerable.Range(0, segments).Select(
                i => new PlannedSegment(i, i * SegmentFrames, SegmentFrames, $"{work.RenderId}/{i}")).ToArray(),
            LaneMemoryBytes = 100,
        });
    }

    public async Task<StoredSound> MixAsync(MixSound work, CancellationToken cancellationToken)
    {
        await BeforeStep("sound", cancellationToken);
        StoredSounds.Add(work.SoundKey);
        return new StoredSound(work.SoundKey, work.SoundKey, 1);
    }

    public async Task<FilmFiles> AssembleAsync(AssembleFilm work, CancellationToken cancellationToken)
    {
        await BeforeStep("assemble", cancellationToken);
        foreach (var segment in work.Plan.Segments)
        {
            if (!StoredSegments.ContainsKey(segment.ContentKey))
                throw new InvalidOperationException($"Segment {segment.Index} is not stored.");
        }

        return new FilmFiles(new Dictionary<string, string> { ["film.mp4"] = $"{work.RenderId}/film.mp4" });
    }

    public Task PublishAsync(PublishPlaylists work, CancellationToken cancellationToken)
    {
        Playlists.Enqueue(work);
        return Task.CompletedTask;
    }

    public Task<IReadOnlySet<string>> FindAsync(
        IReadOnlyCollection<string> contentKeys, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>>(
            contentKeys.Where(k => StoredSegments.ContainsKey(k) || StoredSounds.Contains(k)).ToHashSet());

    public Task<bool> SendAsync(string url, RenderView ended, CancellationToken cancellationToken)
    {
        if (CallbacksRefused-- > 0) return Task.FromResult(false);
        CallbackTaken.TrySetResult(ended);
        return Task.FromResult(true);
    }

    private static EditError Error(string code, string at) => new() { Code = code, Pointer = at, Detail = code };
}
