using System.Runtime.CompilerServices;
using Framemill.Encoding;
using Framemill.Ports;

namespace Framemill.Tests.Chaos.Support;

/// <summary>The shipped ports, bound to the life of one machine.</summary>
internal sealed class MortalPorts(
    Machine machine, IFilmPreparer preparer, ISoundMixer mixer, IFilmAssembler assembler, IFrameRenderer renderer,
    ISegmentEncoder encoder, IPlaylistPublisher playlists) : IFilmPreparer, ISoundMixer, IFilmAssembler,
    IFrameRenderer, ISegmentEncoder, IPlaylistPublisher
{
    public Task<PrepareOutcome> PrepareAsync(PrepareFilm work, CancellationToken cancellationToken) =>
        machine.CallAsync(stop => preparer.PrepareAsync(work, stop), cancellationToken);

    public Task<StoredSound> MixAsync(MixSound work, CancellationToken cancellationToken) =>
        machine.CallAsync(stop => mixer.MixAsync(work, stop), cancellationToken);

    public Task<FilmFiles> AssembleAsync(AssembleFilm work, CancellationToken cancellationToken) =>
        machine.CallAsync(stop => assembler.AssembleAsync(work, stop), cancellationToken);

    public Task PublishAsync(PublishPlaylists work, CancellationToken cancellationToken) =>
        machine.CallAsync(
            async stop =>
            {
                await playlists.PublishAsync(work, stop);
                return true;
            },
            cancellationToken);

    public async IAsyncEnumerable<FrameBatch> RenderAsync(
        RenderLane lane, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(machine.Dead, cancellationToken);
        await foreach (var batch in renderer.RenderAsync(lane, both.Token))
        {
            machine.Moment();
            yield return batch;
        }
    }

    public async Task<IEncodingSession> OpenAsync(EncodeSegment work, CancellationToken cancellationToken)
    {
        machine.Begins(work);
        var session = new Session(
            machine, await machine.CallAsync(stop => encoder.OpenAsync(work, stop), cancellationToken));
        machine.Own(session);
        if (machine.Dead.IsCancellationRequested) await machine.DropAsync(session);
        return session;
    }

    private sealed class Session(Machine machine, IEncodingSession inner) : IEncodingSession
    {
        private int _isDisposed;

        public async Task FeedAsync(FrameBatch batch, CancellationToken cancellationToken)
        {
            using var both = CancellationTokenSource.CreateLinkedTokenSource(machine.Dead, cancellationToken);
            await inner.FeedAsync(batch, both.Token);
        }

        public Task<StoredSegment> CompleteAsync(CancellationToken cancellationToken) =>
            machine.CallAsync(inner.CompleteAsync, cancellationToken);

        public async ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _isDisposed, 1) == 0) await inner.DisposeAsync();
            await machine.DropAsync(this);
        }
    }
}
