using System.Globalization;
using Framemill.Media.Encoders;
using Framemill.Media.Encoders.Mp4;
using Framemill.Media.Processes;

namespace Framemill.Media.Sound;

/// <summary>Encodes a mixed film's sound.</summary>
public sealed class SoundEncoder(ProcessRunner processes, SoundOptions options)
{
    /// <summary>
    /// AAC in fragmented MP4, exactly as long as the mix: an edit list takes the encoder's lead-in off, the last packet
    /// is cut. One file serves as sound stream of a playlist and as sound of the film.
    /// </summary>
    public async Task<EncodedSound> EncodeAsync(MixedSound mix, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mix);
        IReadOnlyList<string> output =
        [
            "-c:a", "aac", "-aac_coder", "fast", "-b:a", Text(options.BitsPerSecond),
            "-movflags", "+cmaf+empty_moov+default_base_moof+skip_trailer",
            "-frag_duration", Text((long)options.FragmentLength.TotalMicroseconds), "-f", "mp4", "pipe:1",
        ];
        var request = Request(mix, output) with { ReadsOutput = true };
        var captured = await processes.CaptureAsync(
            request, new ProcessLimits { OutputBytes = int.MaxValue }, cancellationToken);
        if (!captured.Result.Succeeded)
            throw new EncodingException($"The sound was not encoded: {captured.Result.Summary()}");
        try
        {
            return await SoundFile.WriteAsync(captured.Bytes, mix.SampleCount, path, cancellationToken);
        }
        catch (MalformedMp4Exception error)
        {
            throw new EncodingException($"The encoded sound is broken: {error.Message}", error);
        }
    }

    /// <summary>MP3 for films that are only heard.</summary>
    public async Task EncodeMp3Async(MixedSound mix, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mix);
        var part = path + ".part";
        IReadOnlyList<string> output =
        [
            "-c:a", "libmp3lame", "-b:a", Text(options.BitsPerSecond), "-id3v2_version", "3", "-f", "mp3", "-y",
            Ffmpeg.FileUrl(part),
        ];
        try
        {
            var result = await processes.RunAsync(Request(mix, output), new ProcessLimits(), cancellationToken);
            if (!result.Succeeded) throw new EncodingException($"The sound was not encoded: {result.Summary()}");
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    private static ProcessRequest Request(MixedSound mix, IReadOnlyList<string> output) => new()
    {
        Tool = Ffmpeg.Tool,
        Arguments =
        [
            .. Ffmpeg.Quiet(), "-f", "f32le", "-ar", Text(SoundFormat.Rate), "-ac", Text(SoundFormat.Channels),
            "-i", Ffmpeg.FileUrl(mix.Path), "-map_metadata", "-1", "-fflags", "+bitexact", "-flags", "+bitexact",
            .. output,
        ],
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
