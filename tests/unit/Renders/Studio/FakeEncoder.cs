using Framemill.Encoding;
using Framemill.Ports;

namespace Framemill.Tests.Unit.Renders.Studio;

/// <summary>Stores the numbers of the frames that it was fed.</summary>
internal sealed class FakeEncoder(FakeStudio studio) : ISegmentEncoder
{
    /// <summary>Segments whose next encoding fails, by content key ending.</summary>
    public Func<EncodeSegment, bool> Fails { get; set; } = _ => false;

    public Task<IEncodingSession> OpenAsync(EncodeSegment work, CancellationToken cancellationToken) =>
        Task.FromResult<IEncodingSession>(new Session(studio, work, Fails(work)));

    private sealed class Session(FakeStudio studio, EncodeSegment work, bool fails) : IEncodingSession
    {
        private readonly List<int> _fed = [];

        public Task FeedAsync(FrameBatch batch, CancellationToken cancellationToken)
        {
            if (fails) throw new InvalidOperationException("The encoder broke.");
            _fed.AddRange(batch.Handles.Select(studio.Frames.Take));
            return Task.CompletedTask;
        }

        public Task<StoredSegment> CompleteAsync(CancellationToken cancellationToken)
        {
            var key = work.Segment.ContentKey;
            studio.StoredSegments[key] = [.. _fed];
            studio.TimesStored.AddOrUpdate(key, 1, (_, times) => times + 1);
            return Task.FromResult(new StoredSegment(key, key, "init", 1, _fed.Count));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
