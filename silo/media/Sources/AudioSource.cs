namespace Framemill.Media.Sources;

/// <summary>Sound being decoded: interleaved left and right, 32-bit float, 48 kHz.</summary>
public sealed class AudioSource : IAsyncDisposable
{
    /// <summary>Samples per channel delivered so far.</summary>
    public long SamplesRead { get; private set; }

    /// <summary>Why the sound ended too early; null while it has not.</summary>
    public MediaProblem? Problem { get; private set; }

    /// <summary>
    /// Fills <paramref name="interleaved"/> (an even length) as far as there is sound. Returns samples per channel; 0 only
    /// at the end.
    /// </summary>
    public ValueTask<int> ReadAsync(Memory<float> interleaved, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
