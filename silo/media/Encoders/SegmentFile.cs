using System.Security.Cryptography;
using Framemill.Media.Encoders.Mp4;

namespace Framemill.Media.Encoders;

/// <summary>Turns what the encoder wrote into a segment, and believes none of it unchecked. Pure.</summary>
internal static class SegmentFile
{
    public static EncodedSegment Finish(SegmentSpec spec, ReadOnlyMemory<byte> encoded)
    {
        var file = FragmentedMp4.Read(encoded);
        var samples = file.Samples.ToList();
        CheckFrames(spec, file.Init.Span, samples);
        var frameTicks = spec.Format.Rate.Denominator;
        var shift = X264Settings.ReorderFrames * frameTicks;
        var init = InitSegment.WithEditList(file.Init.Span, (uint)shift);
        var fragment = FragmentWriter.Write(
            (uint)spec.Index + 1, (ulong)spec.FirstFrame * (ulong)frameTicks, samples, shift, file.Payload());
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

    /// <summary>Every frame once, evenly spaced from zero, the first one a place to start from.</summary>
    private static void CheckFrames(SegmentSpec spec, ReadOnlySpan<byte> init, List<TrackSample> samples)
    {
        if (samples.Count != spec.FrameCount)
            throw new EncodingException($"The encoder returned {samples.Count} frames of {spec.FrameCount}.");
        var rate = spec.Format.Rate;
        if (InitSegment.Timescale(init) != (uint)rate.Numerator)
            throw new EncodingException($"The encoder counts {InitSegment.Timescale(init)} ticks a second.");
        if (!samples[0].IsSync) throw new EncodingException("A segment does not begin with a key frame.");
        var seen = new bool[samples.Count];
        for (var i = 0; i < samples.Count; i++)
        {
            var time = ((long)i * rate.Denominator) + samples[i].CompositionOffset;
            var (frame, rest) = Math.DivRem(time, (long)rate.Denominator);
            if (samples[i].Duration != rate.Denominator || rest != 0 || frame < 0 || frame >= seen.Length
                || seen[frame])
                throw new EncodingException($"Frame {i} of the segment has the wrong time {time}.");
            seen[frame] = true;
        }
    }
}
