using System.Globalization;
using System.Text;
using Framemill.Media.Processes;
using Framemill.Media.Timelines;

namespace Framemill.Media.Sources;

/// <summary>
/// Reads the presentation times of all frames of a video from its packets, without decoding. Where packets carry no
/// times (raw streams, some AVI), the whole video is decoded once for them.
/// </summary>
public sealed class FrameIndexer(ProcessRunner processes, SourceOptions options)
{
    private const int LineBytes = 128;

    /// <summary>
    /// The index, or the problem: the file's end is missing, nothing can be decoded, there are too many frames.
    /// </summary>
    public async Task<MediaResult<FrameIndex>> IndexAsync(
        string path, MediaFacts facts, CancellationToken cancellationToken)
    {
        if (!facts.HasVideo) return new MediaProblem(MediaProblemCode.NoPictures, "The file has no video.");
        var packets = new PacketTimes(options.VideoFramesMax);
        var result = await ReadPacketsAsync(path, facts, packets, cancellationToken);
        if (packets.LacksTimes && !packets.IsFull)
        {
            packets = new PacketTimes(options.VideoFramesMax);
            result = await DecodeTimesAsync(path, facts, packets, cancellationToken);
        }

        if (packets.IsFull || result.Reason == StopReason.OutputTooLarge)
        {
            return new MediaProblem(
                MediaProblemCode.TooLong,
                $"The video has more than {options.VideoFramesMax:N0} frames, the most that is opened.");
        }

        if (packets.Build(facts) is not { } index)
        {
            return result.Succeeded
                ? new MediaProblem(MediaProblemCode.NoPictures, "The video holds not a single frame.")
                : ProblemReading.Read(result, "video");
        }

        return Missing(facts, index, result) is { } problem ? problem : index;
    }

    /// <summary>What the file declares against what is in it.</summary>
    private MediaProblem? Missing(MediaFacts facts, FrameIndex index, ProcessResult result)
    {
        var saysTruncated = ProblemReading.SaysTruncated(result.ErrorTail);
        // Without the stream's own length the container's counts, and its sound may be longer than its pictures.
        var isVague = facts.FrameCount is null && facts.HasSound && !saysTruncated;
        if (facts.Duration is not { } declared || isVague) return null;
        var tenth = declared / 10;
        var allowed = Rational.Min(tenth, Rational.FromDecimal((decimal)options.MissingSecondsMax));
        var missing = declared - index.Duration;
        return missing > allowed
            ? new MediaProblem(
                MediaProblemCode.Truncated,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The video is not whole: it says {declared.ToDouble():0.0} s "
                    + $"but holds {index.Duration.ToDouble():0.0} s."))
            : null;
    }

    private async Task<ProcessResult> ReadPacketsAsync(
        string path, MediaFacts facts, PacketTimes packets, CancellationToken cancellationToken)
    {
        var request = new ProcessRequest
        {
            Tool = Ffmpeg.ProbeTool,
            Arguments =
            [
                "-hide_banner", "-v", "error", "-select_streams", $"{facts.VideoStream}",
                "-show_entries", "packet=pts,dts,duration,flags", "-of", "compact=p=0:nk=1", .. Ffmpeg.Input(path),
            ],
            ReadsOutput = true,
        };
        var limits = Limits() with { OutputBytes = (options.VideoFramesMax + 1000L) * LineBytes };
        await using var child = await processes.StartAsync(request, limits, cancellationToken);
        using var reader = new StreamReader(child.Output, Encoding.ASCII, false, 64 * 1024);
        while (await reader.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (!packets.AddPacket(line)) child.Stop(StopReason.OutputTooLarge);
        }

        var result = await child.Completion;
        cancellationToken.ThrowIfCancellationRequested();
        return result;
    }

    private async Task<ProcessResult> DecodeTimesAsync(
        string path, MediaFacts facts, PacketTimes packets, CancellationToken cancellationToken)
    {
        var request = new ProcessRequest
        {
            Tool = Ffmpeg.Tool,
            Arguments =
            [
                .. Ffmpeg.Quiet("info"), "-nostats", "-copyts", "-noautorotate",
                .. Ffmpeg.Input(path, "-threads", $"{options.DecoderThreads}"), "-map", $"0:{facts.VideoStream}",
                "-vf", "showinfo=checksum=0", "-fps_mode", "passthrough", "-f", "null", "-",
            ],
            OnErrorLine = line =>
            {
                if (ShownFrame.Timestamp(line) is { } timestamp) packets.AddFrame(timestamp);
                return ShownFrame.IsNoise(line);
            },
        };
        return await processes.RunAsync(request, Limits() with { WallTime = null }, cancellationToken);
    }

    private ProcessLimits Limits() => new()
    {
        StallTime = TimeSpan.FromSeconds(options.StallSecondsMax),
        AddressSpaceBytes = options.DecoderMemoryBytes,
        FileBytes = 1 << 20,
    };
}
