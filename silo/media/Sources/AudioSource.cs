using System.Runtime.InteropServices;
using Framemill.Media.Processes;

namespace Framemill.Media.Sources;

/// <summary>Sound being decoded: interleaved left and right, 32-bit float, 48 kHz.</summary>
public sealed class AudioSource : IAsyncDisposable
{
    private const int FrameBytes = AudioDecoder.Channels * sizeof(float);
    private readonly ChildProcess _child;
    private readonly long _samplesMax;
    private byte[] _raw = [];

    internal AudioSource(ChildProcess child, long? samplesMax)
    {
        _child = child;
        _samplesMax = samplesMax ?? long.MaxValue;
    }

    /// <summary>Samples per channel delivered so far.</summary>
    public long SamplesRead { get; private set; }

    /// <summary>
    /// Why decoding failed; null while it has not. Sound that is merely shorter than asked for is no problem.
    /// </summary>
    public MediaProblem? Problem { get; private set; }

    /// <summary>
    /// Fills <paramref name="interleaved"/> (an even length) as far as there is sound. Returns samples per channel;
    /// 0 only at the end.
    /// </summary>
    public async ValueTask<int> ReadAsync(Memory<float> interleaved, CancellationToken cancellationToken)
    {
        var wanted = (int)Math.Min(interleaved.Length / AudioDecoder.Channels, _samplesMax - SamplesRead);
        if (wanted <= 0) return 0;
        if (_raw.Length < wanted * FrameBytes) _raw = new byte[wanted * FrameBytes];
        var bytes = await _child.Output.ReadAtLeastAsync(
            _raw.AsMemory(0, wanted * FrameBytes), wanted * FrameBytes, throwOnEndOfStream: false, cancellationToken);
        var samples = bytes / FrameBytes;
        MemoryMarshal.Cast<byte, float>(_raw.AsSpan(0, samples * FrameBytes)).CopyTo(interleaved.Span);
        SamplesRead += samples;
        if (samples < wanted) await NoteEndAsync();
        return samples;
    }

    public ValueTask DisposeAsync() => _child.DisposeAsync();

    private async Task NoteEndAsync()
    {
        var result = await _child.Completion;
        if (!result.Succeeded) Problem ??= ProblemReading.Read(result, "sound");
    }
}
