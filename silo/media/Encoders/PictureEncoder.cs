using System.Globalization;
using Framemill.Media.Processes;
using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Encoders;

/// <summary>Writes single frames as pictures: stills, posters, thumbnails, previews.</summary>
public sealed class PictureEncoder(ProcessRunner processes, EncodingOptions options)
{
    /// <summary>
    /// Writes the frame to <paramref name="path"/>, in another size where one is given. The file appears whole or not
    /// at all. The frame must not change meanwhile.
    /// </summary>
    public async Task WriteAsync(
        PlanarImage frame, PictureFormat format, string path, FrameSize? size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var part = path + ".part";
        try
        {
            await File.WriteAllBytesAsync(
                part, (await EncodeAsync(frame, format, size, cancellationToken)).ToArray(), cancellationToken);
            File.Move(part, path, overwrite: true);
        }
        finally
        {
            File.Delete(part);
        }
    }

    /// <summary>The picture's bytes.</summary>
    public async Task<ReadOnlyMemory<byte>> EncodeAsync(
        PlanarImage frame, PictureFormat format, FrameSize? size, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var target = size ?? new FrameSize(frame.Width, frame.Height);
        var request = new ProcessRequest
        {
            Tool = Ffmpeg.Tool,
            Arguments = Arguments(frame, format, target),
            FeedsInput = true,
            ReadsOutput = true,
        };
        var limits = new ProcessLimits
        {
            WallTime = TimeSpan.FromMinutes(2),
            StallTime = options.StallTimeMax,
            AddressSpaceBytes = options.AddressSpaceBytesMax,
            OutputBytes = options.SegmentBytesMax,
        };
        await using var session = new RawFrameSession(await processes.StartAsync(request, limits, cancellationToken));
        await session.WriteAsync(frame, cancellationToken);
        return await session.CompleteAsync(cancellationToken);
    }

    private const string FilmColours = "in_color_matrix=bt709:in_range=tv";

    private static IReadOnlyList<string> Arguments(PlanarImage frame, PictureFormat format, FrameSize size)
    {
        // The matrix is said on both sides: a picture without it would be read by another one than it was made with.
        var scale = string.Create(
            CultureInfo.InvariantCulture,
            $"scale={size.Width}:{size.Height}:flags=lanczos+accurate_rnd+full_chroma_int:{FilmColours}");
        IReadOnlyList<string> output = format switch
        {
            // JFIF knows one matrix and full range only.
            PictureFormat.Jpg =>
                ["-vf", scale + ":out_color_matrix=bt601:out_range=pc,format=yuvj420p", "-c:v", "mjpeg", "-q:v", "3"],
            PictureFormat.Png => ["-vf", scale + ",format=rgb24", "-c:v", "png"],
            PictureFormat.Bmp => ["-vf", scale + ",format=bgr24", "-c:v", "bmp"],
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
        };
        return
        [
            .. RawFrames.Input(frame.Width, frame.Height, "1"), "-frames:v", "1", .. output,
            "-fflags", "+bitexact", "-flags", "+bitexact", "-f", "image2pipe", "pipe:1",
        ];
    }
}
