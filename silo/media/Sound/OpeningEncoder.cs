using Framemill.Media.Encoders;
using Framemill.Media.Encoders.Mp4;
using Framemill.Media.Processes;

namespace Framemill.Media.Sound;

/// <summary>
/// Encodes sound that is written to it and hands each fragment on as soon as it is whole. Disposing without completing
/// ends it.
/// </summary>
public sealed class OpeningEncoder : IAsyncDisposable
{
    private readonly ChildProcess _encoder;
    private readonly long _sampleCount;
    private readonly Func<OpeningPart, CancellationToken, Task> _deliver;
    private readonly CancellationToken _cancellation;
    private readonly Task _reading;
    private byte[] _buffer = new byte[256 * 1024];
    private int _filled;
    private byte[]? _init;
    private uint _parts;
    private long _ticks;

    internal OpeningEncoder(
        ChildProcess encoder, long sampleCount, Func<OpeningPart, CancellationToken, Task> deliver,
        CancellationToken cancellationToken)
    {
        _encoder = encoder;
        _sampleCount = sampleCount;
        _deliver = deliver;
        _cancellation = cancellationToken;
        _reading = ReadOrStopAsync();
    }

    /// <summary>Takes the samples, in the form of <see cref="MixedSound"/>.</summary>
    public Stream Input => _encoder.Input;

    /// <summary>Says that nothing more comes; returns when every fragment was handed on.</summary>
    /// <exception cref="EncodingException">The encoder failed, or lost samples.</exception>
    public async Task CompleteAsync()
    {
        await _encoder.Input.DisposeAsync();
        await _reading;
        var result = await _encoder.Completion;
        _cancellation.ThrowIfCancellationRequested();
        if (!result.Succeeded) throw new EncodingException($"The sound was not encoded: {result.Summary()}");
        if (_ticks != SoundFile.LeadIn + _sampleCount)
            throw new EncodingException($"The encoder returned {_ticks} samples of {_sampleCount}.");
    }

    public async ValueTask DisposeAsync()
    {
        _encoder.Stop(StopReason.Cancelled);
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _encoder.DisposeAsync();
    }

    /// <summary>Nobody reads on after a failure: whoever writes must not wait for ever.</summary>
    private async Task ReadOrStopAsync()
    {
        try
        {
            await ReadAsync();
        }
        catch
        {
            _encoder.Stop(StopReason.Cancelled);
            throw;
        }
    }

    private async Task ReadAsync()
    {
        int read;
        while ((read = await _encoder.Output.ReadAsync(_buffer.AsMemory(_filled), _cancellation)) > 0)
        {
            _filled += read;
            while (WholePart() is var bytes and > 0)
            {
                await TakeAsync(_buffer.AsMemory(0, bytes));
                _buffer.AsSpan(bytes, _filled - bytes).CopyTo(_buffer);
                _filled -= bytes;
            }

            if (_filled == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
        }
    }

    /// <summary>Bytes of the next initialisation part or fragment; zero while it is not whole.</summary>
    private int WholePart()
    {
        for (var at = 0; _filled - at >= 8;)
        {
            var (type, bytes) = Box.ReadHeader(_buffer.AsSpan(at, 8));
            if (bytes < 8) throw new EncodingException("The encoded sound is broken.");
            if (bytes > _filled - at) return 0;
            at += (int)bytes;
            if (Box.NameOf(type) is "moov" or "mdat") return at;
        }

        return 0;
    }

    private async Task TakeAsync(ReadOnlyMemory<byte> bytes)
    {
        if (_init is null)
        {
            _init = InitSegment.WithEditList(bytes.Span, SoundFile.LeadIn);
            return;
        }

        foreach (var part in FragmentedMp4.ReadFragments(bytes.Span))
        {
            var samples = SoundFile.Cut(part.Fragment.Samples, SoundFile.LeadIn + _sampleCount - _ticks);
            if (samples.Count == 0) return; // All of it lies after the film's end.
            var fragment = FragmentWriter.Write(
                ++_parts, (ulong)_ticks, samples, 0, SoundFile.Payload(bytes, part, samples));
            var duration = samples.Sum(sample => (long)sample.Duration);
            var heard = _ticks == 0 ? duration - SoundFile.LeadIn : duration;
            _ticks += duration;
            await _deliver(new(_init, fragment, heard / (double)SoundFormat.Rate), _cancellation);
        }
    }
}
