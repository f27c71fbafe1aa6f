using System.Globalization;
using Framemill.Media.Encoders;
using Framemill.Media.Encoders.Mp4;
using Framemill.Media.Processes;

namespace Framemill.Media.Sound;

/// <summary>Encodes a mixed film's sound while its samples come.</summary>
public sealed class SoundEncoder(ProcessRunner processes, SoundOptions options)
{
    /// <summary>
    /// The AAC quality that spends about the bits of <see cref="QualityBits"/> on loud music with speech. A quality
    /// costs a third of the time of a bit rate, for which every packet is encoded over and over.
    /// </summary>
    private const double QualityOfBits = 2.5;

    private const double QualityBits = 192_000;

    /// <summary>As the other overload, from a mix in a file.</summary>
    public async Task<EncodedSound> EncodeAsync(MixedSound mix, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mix);
        await using var file = File.OpenRead(mix.Path);
        return await EncodeAsync(
            mix.SampleCount, (input, cancellation) => file.CopyToAsync(input, cancellation), path, cancellationToken);
    }

    /// <summary>
    /// AAC in fragmented MP4, exactly as long as the mix: an edit list takes the encoder's lead-in off, the last packet
    /// is cut. One file serves as sound stream of a playlist and as sound of the film.
    /// </summary>
    /// <param name="write">Writes the samples, in the form of <see cref="MixedSound"/>.</param>
    public async Task<EncodedSound> EncodeAsync(
        long sampleCount,
        Func<Stream, CancellationToken, Task> write,
        string path,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        var encoded = await FeedAsync(Request(Aac()) with { ReadsOutput = true }, write, cancellationToken);
        try
        {
            return await SoundFile.WriteAsync(encoded, sampleCount, path, cancellationToken);
        }
        catch (MalformedMp4Exception error)
        {
            throw new EncodingException($"The encoded sound is broken: {error.Message}", error);
        }
    }

    /// <summary>As the other ones, but each fragment is handed on as soon as it is whole.</summary>
    public async Task<OpeningEncoder> OpenAsync(
        long sampleCount, Func<OpeningPart, CancellationToken, Task> deliver, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deliver);
        var request = Request(Aac()) with { ReadsOutput = true };
        var encoder = await processes.StartAsync(request, Limits, cancellationToken);
        return new(encoder, sampleCount, deliver, cancellationToken);
    }

    /// <summary>As the other overload, from a mix in a file.</summary>
    public async Task EncodeMp3Async(MixedSound mix, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mix);
        await using var file = File.OpenRead(mix.Path);
        await EncodeMp3Async((input, cancellation) => file.CopyToAsync(input, cancellation), path, cancellationToken);
    }

    /// <summary>MP3 for films that are only heard.</summary>
    /// <param name="write">Writes the samples, in the form of <see cref="MixedSound"/>.</param>
    public async Task EncodeMp3Async(
        Func<Stream, CancellationToken, Task> write, string path, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        var part = path + ".part";
        IReadOnlyList<string> output =
        [
            "-c:a", "libmp3lame", "-b:a", Text(options.BitsPerSecond), "-id3v2_version", "3", "-f", "mp3", "-y",
            Ffmpeg.FileUrl(part),
        ];
        try
        {
            await FeedAsync(Request(output), write, cancellationToken);
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>An encoder starts before there is anything to encode, and waits as long as that takes.</summary>
    private static ProcessLimits Limits => new() { WallTime = null, OutputBytes = int.MaxValue };

    private IReadOnlyList<string> Aac()
    {
        var quality = QualityOfBits * options.BitsPerSecond / QualityBits;
        return
        [
            "-c:a", "aac", "-aac_coder", "fast", "-q:a", quality.ToString("0.###", CultureInfo.InvariantCulture),
            "-movflags", "+cmaf+empty_moov+default_base_moof+skip_trailer",
            "-frag_duration", Text((long)options.FragmentLength.TotalMicroseconds), "-flush_packets", "1", "-f", "mp4", "pipe:1",
        ];
    }

    private async Task<ReadOnlyMemory<byte>> FeedAsync(
        ProcessRequest request, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var fed = await processes.FeedAsync(request, Limits, write, cancellationToken);
        return fed.Result.Succeeded
            ? fed.Bytes
            : throw new EncodingException($"The sound was not encoded: {fed.Result.Summary()}");
    }

    private static ProcessRequest Request(IReadOnlyList<string> output) => new()
    {
        Tool = Ffmpeg.Tool,
        Arguments =
        [
            .. Ffmpeg.Quiet(), "-f", "f32le", "-ar", Text(SoundFormat.Rate), "-ac", Text(SoundFormat.Channels),
            "-i", "pipe:0", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags", "+bitexact",
            .. output,
        ],
        FeedsInput = true,
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
