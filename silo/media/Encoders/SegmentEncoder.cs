using Framemill.Media.Encoders.X264;

namespace Framemill.Media.Encoders;

/// <summary>
/// Encodes segments, each with an encoder of its own: no state passes from one to the next, so a segment's bytes
/// depend on its frames and the settings alone, in whatever order segments are made. The encoder runs in this process
/// (ADR 0007): it reads only frames that we made.
/// </summary>
public sealed class SegmentEncoder(EncodingOptions options)
{
    private readonly EncoderMemory _memory = new(options.EncoderMemoryBytesMax);

    /// <summary>Opens an encoder as soon as there is memory for it. It takes no frame before.</summary>
    /// <exception cref="EncodingException">There is no encoder, or it refuses the format.</exception>
    public async Task<SegmentSession> OpenAsync(SegmentSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec.Check();
        var memory = await _memory.TakeAsync(X264Memory.Of(spec.Format), spec.IsAwaited, cancellationToken);
        try
        {
            return await SegmentSession.OpenAsync(spec, options.SegmentBytesMax, memory);
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }
}
