using System.Runtime.CompilerServices;
using Framemill.Assets;
using Framemill.Encoding;
using Framemill.Ports;
using Framemill.Renders;

namespace Framemill.Benchmarks.Scheduler;

/// <summary>A data plane that does nothing: what is left is deciding, remembering and telling.</summary>
internal sealed class NothingStudio(int segments) : IEditReader, IFilmPreparer, ISoundMixer, IFilmAssembler,
    IPlaylistPublisher, IFinishedParts, ICallbackSender, IFrameStore, IFrameRenderer, ISegmentEncoder
{
    public EditReading Read(string edit, bool localFilesAllowed) => new() { MergedEdit = edit };

    public IReadOnlyList<EditError> ReadTemplate(string edit) => [];

    public Task<PrepareOutcome> PrepareAsync(PrepareFilm work, CancellationToken cancellationToken) =>
        Task.FromResult<PrepareOutcome>(new PrepareOutcome.Prepared(new FilmPlan
        {
            ManifestKey = work.RenderId,
            FrameCount = segments,
            RateNumerator = 25,
            RateDenominator = 1,
            Width = 16,
            Height = 16,
            Format = "mp4",
            Segments = Enumerable.Range(0, segments).Select(
                i => new PlannedSegment(i, i, 1, $"{work.RenderId}/{i}")).ToArray(),
            LaneMemoryBytes = 100,
        }));

    public Task<StoredSound> MixAsync(MixSound work, CancellationToken cancellationToken) =>
        Task.FromResult(new StoredSound(work.SoundKey, work.SoundKey, 1));

    public Task<FilmFiles> AssembleAsync(AssembleFilm work, CancellationToken cancellationToken) =>
        Task.FromResult(new FilmFiles(new Dictionary<string, string> { ["film.mp4"] = work.RenderId }));

    public Task PublishAsync(PublishPlaylists work, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlySet<string>> FindAsync(
        IReadOnlyCollection<string> contentKeys, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>>(new HashSet<string>());

    public Task<bool> SendAsync(string url, RenderView ended, CancellationToken cancellationToken) =>
        Task.FromResult(true);

    public Task<bool> SendAsync(string url, AssetView ended, CancellationToken cancellationToken) =>
        Task.FromResult(true);

    public void Release(IReadOnlyList<long> handles)
    {
    }

    public async IAsyncEnumerable<FrameBatch> RenderAsync(
        RenderLane lane, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var segment in lane.Segments)
        {
            yield return new FrameBatch
            {
                RenderId = lane.RenderId,
                Segment = segment.Index,
                FirstFrame = segment.FirstFrame,
                FrameCount = segment.FrameCount,
                Handles = new long[segment.FrameCount],
                Checksums = new ulong[segment.FrameCount],
                LeaseEpoch = lane.LeaseEpoch,
            };
        }
    }

    public Task<IEncodingSession> OpenAsync(EncodeSegment work, CancellationToken cancellationToken) =>
        Task.FromResult<IEncodingSession>(new Session(work));

    private sealed class Session(EncodeSegment work) : IEncodingSession
    {
        public Task FeedAsync(FrameBatch batch, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<StoredSegment> CompleteAsync(CancellationToken cancellationToken)
        {
            var segment = work.Segment;
            return Task.FromResult(new StoredSegment(
                segment.ContentKey, segment.ContentKey, "init", 1, segment.FrameCount));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
