using Framemill.Media.Processes;
using Framemill.Pixels;

namespace Framemill.Media.Sources;

/// <summary>
/// A clip opened for its frames. One decoder process runs ahead by a frame; a frame is known by its timestamp, so
/// it is the same frame, byte for byte, whether it was reached in order or by a seek. For one caller at a time.
/// </summary>
public sealed class VideoSource(ProcessRunner processes, SourceOptions options, VideoRequest request) : IFrameSource
{
    /// <summary>Starting a decoder costs about as much as decoding this many frames.</summary>
    internal const int FramesWorthAStart = 48;

    private DecoderRun? _run;
    private Task<DecodedFrame?>? _ahead;
    private DecodedFrame? _current;
    private int _startedAt;

    /// <summary>Why frames are missing at the end; null while none is.</summary>
    public MediaProblem? Problem { get; private set; }

    /// <summary>Frames that came out of decoders so far.</summary>
    public long FramesDecoded { get; private set; }

    /// <summary>How often a decoder was started.</summary>
    public int Starts { get; private set; }

    /// <summary>
    /// The frame of an index, for which the caller holds a reference. Rising indexes are fast; a step back or a
    /// long step ahead starts the decoder anew. Frames that cannot be decoded are replaced by the last one before
    /// them, and <see cref="Problem"/> says so when the clip ended too early.
    /// </summary>
    /// <exception cref="MediaException">
    /// Not a single frame could be decoded, or the decoder was ended before it was through.
    /// </exception>
    public async Task<PlanarImage> FrameAtAsync(int frame, CancellationToken cancellationToken)
    {
        frame = Math.Clamp(frame, 0, request.Index.Count - 1);
        if (MustStart(frame)) await StartAsync(frame);
        while (true)
        {
            await AdvanceAsync(frame, cancellationToken);
            if (_current is { } current && (current.Place <= frame || _startedAt == 0))
                return current.Image.AddReference();
            if (_current is null && _startedAt == 0) throw new MediaException(Problem!);
            // The frame itself gave no picture: the one before it is wanted, from further back.
            await StartAsync(Earlier(_startedAt));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Drop(ref _current);
    }

    private bool MustStart(int frame)
    {
        if (_run is null) return true;
        if (_current is not { } current) return false;
        if (frame < current.Place) return true;
        var key = request.Index.KeyFrameAt(frame);
        return key > current.Place + FramesWorthAStart;
    }

    /// <summary>Moves on until the current frame is the wanted one or the last before it.</summary>
    private async Task AdvanceAsync(int frame, CancellationToken cancellationToken)
    {
        while (_current is null || _current.Place < frame)
        {
            var ahead = await (_ahead ??= ReadAsync()).WaitAsync(cancellationToken);
            if (ahead is null)
            {
                await NoteEndAsync(frame);
                return;
            }

            if (_current is not null && ahead.Place > frame) return;
            Drop(ref _current);
            _current = ahead;
            _ahead = ReadAsync();
            if (ahead.Place > frame) return;
        }
    }

    private async Task<DecodedFrame?> ReadAsync()
    {
        var frame = await _run!.ReadAsync();
        if (frame is not null) FramesDecoded++;
        return frame;
    }

    private async Task NoteEndAsync(int frame)
    {
        var result = await _run!.Completion;
        // A decoder that was ended says nothing about the video: its missing frames must not pass for a short clip.
        if (ProblemReading.WasEnded(result)) throw new MediaException(ProblemReading.Read(result, "video"));
        var last = _current?.Place ?? -1;
        if (result.Succeeded && last >= 0 && frame - last <= 1 + (request.Index.Count / 100)) return;
        Problem ??= result.Succeeded || last >= 0
            ? new MediaProblem(
                MediaProblemCode.Truncated,
                $"The video ends after frame {last + 1} of {request.Index.Count}: the rest cannot be decoded.")
            : ProblemReading.Read(result, "video");
    }

    private async Task StartAsync(int frame)
    {
        await StopAsync();
        Drop(ref _current);
        // A picture is deinterlaced with its neighbours: the one before must be decoded too.
        var key = request.Index.KeyFrameAt(request.Facts.IsInterlaced ? Math.Max(0, frame - 1) : frame);
        if (key > 0 && !SeekIsExact()) key = request.Index.KeyFrameAt(key - 1);
        _startedAt = frame;
        Starts++;
        _run = await DecoderRun.StartAsync(processes, options, request, key, frame);
    }

    // Others find a place by bytes and may begin in the middle of a group of pictures: one whole group is decoded
    // more.
    private bool SeekIsExact() =>
        request.Facts.Format.StartsWith("mov", StringComparison.Ordinal)
        || request.Facts.Format.StartsWith("matroska", StringComparison.Ordinal);

    private int Earlier(int frame) =>
        Math.Min(request.Index.KeyFrameAt(Math.Max(0, frame - 1)), Math.Max(0, frame - 8));

    private async Task StopAsync()
    {
        if (_run is null) return;
        var (run, ahead) = (_run, _ahead);
        (_run, _ahead) = (null, null);
        run.Stop();
        try
        {
            if (ahead is not null && await ahead is { } unused) unused.Image.Release();
        }
        finally
        {
            await run.DisposeAsync(); // Whatever became of the frame ahead, its process ends.
        }
    }

    private static void Drop(ref DecodedFrame? frame)
    {
        frame?.Image.Release();
        frame = null;
    }
}
