using Framemill.Media.Processes;
using Framemill.Media.Timelines;

namespace Framemill.Media.Sources;

/// <summary>The ffmpeg command that decodes sound to 48 kHz stereo. Pure.</summary>
internal static class AudioDecode
{
    // Decoders need a run-up: a seek lands this much before the wanted start, and the filter cuts to the sample.
    private static readonly Rational RunUp = 10;

    // One tempo filter goes from half to a hundred times.
    private static readonly Rational SlowestStep = new(1, 2);

    public static IReadOnlyList<string> Arguments(AudioRequest request, int threads) =>
    [
        .. Ffmpeg.Quiet(), "-copyts",
        .. Ffmpeg.Input(request.Path, [.. Seek(request), "-threads", $"{threads}", "-vn", "-sn", "-dn"]),
        "-map", $"0:{request.Facts.AudioStream}", "-filter_threads", $"{threads}", "-af", Filters(request),
        "-f", "f32le", "-ac", "2", "pipe:1",
    ];

    public static string Filters(AudioRequest request)
    {
        // From the file's clock to ours, then silence where the sound begins late or has holes, then to the sample.
        var origin = request.Facts.Origin;
        var start = (request.Start * AudioDecoder.Rate).Round();
        List<string> filters =
        [
            $"asetpts=PTS-({origin.Numerator}/{origin.Denominator})/TB",
            .. Stereo(request.Facts.AudioChannels),
            FormattableString.Invariant(
                $"aresample={AudioDecoder.Rate}:async=1:min_hard_comp=0.1:first_pts={Begin(request)}"),
            "aformat=sample_fmts=flt:channel_layouts=stereo",
            $"asettb=1/{AudioDecoder.Rate}",
            request.Length is { } length
                ? $"atrim=start_pts={start}:end_pts={start + (length * AudioDecoder.Rate).Round()}"
                : $"atrim=start_pts={start}",
            "asetpts=PTS-STARTPTS",
            .. Tempo(request.Speed),
        ];
        return string.Join(',', filters);
    }

    /// <summary>Samples that come out when the sound is long enough.</summary>
    public static long? ExpectedSamples(AudioRequest request) => request.Length is { } length
        ? (length / request.Speed * AudioDecoder.Rate).Round()
        : null;

    internal static IEnumerable<string> Tempo(Rational speed)
    {
        while (speed < SlowestStep)
        {
            yield return "atempo=0.5";
            speed /= SlowestStep;
        }

        if (speed != Rational.One) yield return FormattableString.Invariant($"atempo={speed.ToDouble():0.000000}");
    }

    // One channel is the same left and right, not 3 dB less. More are mixed down so that nothing can clip.
    private static IEnumerable<string> Stereo(int channels) => channels switch
    {
        1 => ["pan=stereo|c0=c0|c1=c0"],
        2 => [],
        _ => ["aresample=rematrix_maxval=1", "aformat=sample_fmts=fltp:channel_layouts=stereo"],
    };

    private static long Begin(AudioRequest request) => Seeks(request)
        ? ((request.Start - RunUp) * AudioDecoder.Rate).Round()
        : 0;

    private static bool Seeks(AudioRequest request) => request.Start > 2 * RunUp;

    private static IReadOnlyList<string> Seek(AudioRequest request)
    {
        if (!Seeks(request)) return [];
        var microseconds = ((request.Start - RunUp + request.Facts.Origin) * 1_000_000).Floor();
        return ["-noaccurate_seek", "-seek_timestamp", "1", "-ss", $"{microseconds}us"];
    }
}
