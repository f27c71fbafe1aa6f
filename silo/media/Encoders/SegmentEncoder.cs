using Framemill.Media.Processes;

namespace Framemill.Media.Encoders;

/// <summary>
/// Encodes segments, each in a child process of its own: no state of the encoder passes from one to the next, so a
/// segment's bytes depend on its frames and the settings alone, in whatever order segments are made.
/// </summary>
public sealed class SegmentEncoder(ProcessRunner processes, EncodingOptions options)
{
    /// <summary>Starts an encoder. The next segment's may be opened before this one has drained.</summary>
    public async Task<SegmentSession> OpenAsync(SegmentSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec.Check();
        var request = new ProcessRequest
        {
            Tool = Ffmpeg.Tool,
            Arguments = SegmentCommand.Arguments(spec.Format),
            FeedsInput = true,
            ReadsOutput = true,
        };
        var limits = new ProcessLimits
        {
            WallTime = options.SegmentTimeMax,
            StallTime = options.StallTimeMax,
            AddressSpaceBytes = options.AddressSpaceBytesMax,
            OutputBytes = options.SegmentBytesMax,
            CpuSeconds = null,
            FileBytes = 0, // It writes to its pipe only.
        };
        return new SegmentSession(spec, await processes.StartAsync(request, limits, cancellationToken));
    }
}
