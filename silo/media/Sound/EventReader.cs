using System.Buffers;
using System.Threading.Channels;

namespace Framemill.Media.Sound;

/// <summary>Decodes one sound ahead of the mix and adds it to the mix sample by sample.</summary>
internal sealed class EventReader : IAsyncDisposable
{
    private const int ChunkSamples = 8192;
    private const int ChunksAhead = 6;

    /// <summary>Cuts in the middle of a wave would click: 5 ms take the edge off.</summary>
    private const int EdgeSamples = SoundFormat.Rate / 200;

    private readonly Channel<ArraySegment<float>> _decoded =
        Channel.CreateBounded<ArraySegment<float>>(ChunksAhead);

    private readonly CancellationTokenSource _cancellation;
    private readonly Task _pump;
    private ArraySegment<float> _chunk;
    private bool _ended;

    public EventReader(SoundEvent sound, ISoundLibrary library, CancellationToken cancellationToken)
    {
        Event = sound;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _pump = Task.Run(() => PumpAsync(library, _cancellation.Token), CancellationToken.None);
    }

    public SoundEvent Event { get; }

    /// <summary>Samples that came.</summary>
    public long SamplesMixed { get; private set; }

    /// <summary>Why the sound ended early; null while it has not.</summary>
    public string? Problem { get; private set; }

    /// <summary>Adds what sounds between the block's start and its end.</summary>
    public async ValueTask MixAsync(long blockStart, Memory<float> block, CancellationToken cancellationToken)
    {
        var end = Math.Min(blockStart + (block.Length / 2), Event.EndSample);
        var sample = Math.Max(blockStart, Event.StartSample);
        while (sample < end && !_ended)
        {
            if (_chunk.Count == 0)
            {
                if (await _decoded.Reader.WaitToReadAsync(cancellationToken) && _decoded.Reader.TryRead(out _chunk))
                    continue;
                _ended = true;
                break;
            }

            var count = (int)Math.Min(end - sample, _chunk.Count / 2);
            var target = block.Span.Slice((int)(sample - blockStart) * 2, count * 2);
            Add(_chunk.AsSpan(0, count * 2), sample - Event.StartSample, target);
            if (count * 2 == _chunk.Count) ArrayPool<float>.Shared.Return(_chunk.Array!);
            _chunk = _chunk[(count * 2)..];
            sample += count;
            SamplesMixed += count;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _cancellation.CancelAsync();
        await _pump;
        _cancellation.Dispose();
    }

    /// <summary>Adds samples under the event's gain, in runs between which the gain is a straight line.</summary>
    private void Add(ReadOnlySpan<float> source, long local, Span<float> target)
    {
        while (source.Length > 0)
        {
            var run = (int)Math.Min(source.Length / 2, RunLength(local));
            MixKernels.AddRamp(source[..(run * 2)], GainAt(local), GainAt(local + run), target[..(run * 2)]);
            source = source[(run * 2)..];
            target = target[(run * 2)..];
            local += run;
        }
    }

    private long RunLength(long local)
    {
        var run = Event.Gain.IsConstant
            ? long.MaxValue
            : SoundFormat.HopSamples - (local % SoundFormat.HopSamples);
        if (local < EdgeSamples) run = Math.Min(run, EdgeSamples - local);
        var fadeOut = Event.LengthSamples - EdgeSamples;
        if (local < fadeOut) run = Math.Min(run, fadeOut - local);
        return run;
    }

    private float GainAt(long local)
    {
        var edge = Math.Min(1f, Math.Min(local, Event.LengthSamples - local) / (float)EdgeSamples);
        return Event.Gain.At(local) * edge;
    }

    private async Task PumpAsync(ISoundLibrary library, CancellationToken cancellationToken)
    {
        try
        {
            await using var source = await library.OpenAsync(Event, cancellationToken);
            for (var left = Event.LengthSamples; left > 0;)
            {
                var wanted = (int)Math.Min(left, ChunkSamples) * SoundFormat.Channels;
                var buffer = ArrayPool<float>.Shared.Rent(wanted);
                var samples = await source.ReadAsync(buffer.AsMemory(0, wanted), cancellationToken);
                if (samples == 0) break;
                await _decoded.Writer.WriteAsync(new(buffer, 0, samples * SoundFormat.Channels), cancellationToken);
                left -= samples;
            }

            Problem = source.Problem;
            _decoded.Writer.Complete();
        }
        catch (Exception error)
        {
            _decoded.Writer.Complete(error); // Whoever mixes meets it.
        }
    }
}
