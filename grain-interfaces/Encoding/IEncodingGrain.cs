using Orleans.Concurrency;

namespace Framemill.Encoding;

/// <summary>
/// Encodes the frames of one lane, keyed <c>{silo name}/{device}/{lease}</c>, on the silo where the frames lie. Frames
/// are told of on the stream of the same key; see <see cref="FrameStream"/>.
/// </summary>
[Alias("framemill.encoding.IEncodingGrain")]
public interface IEncodingGrain : IGrainWithStringKey
{
    /// <summary>Comes before the first frame. Repeating it changes nothing.</summary>
    [Alias("open")]
    Task OpenAsync(LaneAssignment lane, CancellationToken cancellationToken);

    /// <summary>Level-triggered twin of the device's <c>LaneEndedAsync</c>, for when that was lost.</summary>
    [AlwaysInterleave]
    [Alias("ask")]
    Task<LaneOutcome> AskAsync(CancellationToken cancellationToken);

    /// <summary>The lane ends with this segment; what is told of it may still be on its way.</summary>
    [AlwaysInterleave]
    [Alias("cut")]
    Task CutAsync(int lastSegment, CancellationToken cancellationToken);

    /// <summary>Ends the lane at once; frames still to come are released unseen.</summary>
    [AlwaysInterleave]
    [Alias("stop")]
    Task StopAsync(CancellationToken cancellationToken);
}
