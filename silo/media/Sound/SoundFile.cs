using Framemill.Media.Encoders;
using Framemill.Media.Encoders.Mp4;

namespace Framemill.Media.Sound;

/// <summary>Brings encoded sound into its final form and writes it.</summary>
internal static class SoundFile
{
    /// <summary>Samples that the encoder puts before the first one of ours.</summary>
    public const int LeadIn = 1024;

    public static async Task<EncodedSound> WriteAsync(
        ReadOnlyMemory<byte> encoded, long sampleCount, string path, CancellationToken cancellationToken)
    {
        var file = FragmentedMp4.Read(encoded);
        var init = InitSegment.WithEditList(file.Init.Span, LeadIn);
        var fragments = new List<SoundFragment>();
        var part = path + ".part";
        try
        {
            await using (var target = File.Create(part))
            {
                await target.WriteAsync(init, cancellationToken);
                var ticks = 0L;
                foreach (var fragment in file.Parts)
                {
                    var samples = Cut(fragment.Fragment.Samples, LeadIn + sampleCount - ticks);
                    if (samples.Count == 0) break; // All of it lies after the film's end.
                    var bytes = FragmentWriter.Write(
                        (uint)fragments.Count + 1, (ulong)ticks, samples, 0, Payload(encoded, fragment, samples));
                    var start = target.Position;
                    await target.WriteAsync(bytes, cancellationToken);
                    var duration = samples.Sum(sample => (long)sample.Duration);
                    ticks += duration;
                    var heard = fragments.Count == 0 ? duration - LeadIn : duration;
                    fragments.Add(new(new(start, bytes.Length), heard / (double)SoundFormat.Rate));
                }

                if (ticks != LeadIn + sampleCount)
                    throw new EncodingException($"The encoder returned {ticks - LeadIn} samples of {sampleCount}.");
            }

            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }

        return Describe(path, init, fragments, sampleCount);
    }

    /// <summary>The packets until the end, the last one as short as it must be.</summary>
    public static List<TrackSample> Cut(IReadOnlyList<TrackSample> samples, long ticks)
    {
        var kept = new List<TrackSample>(samples.Count);
        foreach (var sample in samples)
        {
            if (ticks <= 0) break;
            kept.Add(sample with { Duration = (uint)Math.Min(sample.Duration, ticks) });
            ticks -= sample.Duration;
        }

        return kept;
    }

    public static ReadOnlySpan<byte> Payload(
        ReadOnlyMemory<byte> encoded, FragmentPart fragment, List<TrackSample> samples) =>
        encoded.Span.Slice(fragment.Mdat.Payload, (int)samples.Sum(sample => (long)sample.Bytes));

    private static EncodedSound Describe(
        string path, byte[] init, List<SoundFragment> fragments, long sampleCount) => new()
    {
        Path = path,
        Codec = CodecStrings.Read(init),
        Init = new ByteRange(0, init.Length),
        Fragments = fragments,
        Bytes = fragments[^1].Bytes.Offset + fragments[^1].Bytes.Length,
        Seconds = sampleCount / (double)SoundFormat.Rate,
    };
}
