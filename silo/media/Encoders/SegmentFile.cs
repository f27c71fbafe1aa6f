using System.Security.Cryptography;
using Framemill.Media.Encoders.Mp4;
using Framemill.Media.Encoders.X264;

namespace Framemill.Media.Encoders;

/// <summary>Turns what the encoder returned into a segment, and believes none of it unchecked. Pure.</summary>
internal static class SegmentFile
{
    private const uint NonSyncFlags = 0x01010000;

    public static EncodedSegment Finish(SegmentSpec spec, X264Encoder encoder)
    {
        CheckFrames(spec, encoder.Frames);
        var frameTicks = spec.Format.Rate.Denominator;
        var shift = X264Settings.ReorderFrames * frameTicks;
        var samples = encoder.Frames.Select((frame, i) => new TrackSample(
            (uint)frameTicks,
            (uint)frame.Bytes,
            frame.IsKeyFrame ? 0 : NonSyncFlags,
            (frame.Shown - i) * frameTicks)).ToList();
        var init = VideoInitWriter.Write(spec.Format, encoder.SequenceParameters, encoder.PictureParameters, shift);
        var fragment = FragmentWriter.Write(
            (uint)spec.Index + 1, (ulong)spec.FirstFrame * (ulong)frameTicks, samples, shift, encoder.Data);
        return new EncodedSegment
        {
            Init = init,
            Fragment = fragment,
            FrameCount = samples.Count,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(fragment)),
            InitSha256 = Convert.ToHexStringLower(SHA256.HashData(init)),
            Codec = CodecStrings.Read(init),
        };
    }

    /// <summary>Every frame once, the first one a place to start from, none out of order by more than told.</summary>
    private static void CheckFrames(SegmentSpec spec, IReadOnlyList<EncodedFrame> frames)
    {
        if (frames.Count != spec.FrameCount)
            throw new EncodingException($"The encoder returned {frames.Count} frames of {spec.FrameCount}.");
        if (!frames[0].IsKeyFrame || frames[0].Shown != 0)
            throw new EncodingException("A segment does not begin with a key frame.");
        var seen = new bool[frames.Count];
        for (var i = 0; i < frames.Count; i++)
        {
            var shown = frames[i].Shown;
            if (shown < 0 || shown >= seen.Length || seen[shown] || shown < i - X264Settings.ReorderFrames)
                throw new EncodingException($"Frame {i} of the segment has the wrong time {shown}.");
            seen[shown] = true;
        }
    }
}
