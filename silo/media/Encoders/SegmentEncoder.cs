namespace Framemill.Media.Encoders;

/// <summary>
/// Encodes segments, each with an encoder of its own: no state passes from one to the next, so a segment's bytes
/// depend on its frames and the settings alone, in whatever order segments are made. The encoder runs in this process
/// (ADR 0007): it reads only frames that we made.
/// </summary>
public sealed class SegmentEncoder(EncodingOptions options)
{
    /// <summary>Opens an encoder. The next segment's may be opened before this one has drained.</summary>
    /// <exception cref="EncodingException">There is no encoder, or it refuses the format.</exception>
    public Task<SegmentSession> OpenAsync(SegmentSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec.Check();
        cancellationToken.ThrowIfCancellationRequested();
        return SegmentSession.OpenAsync(spec, options.SegmentBytesMax);
    }
}
