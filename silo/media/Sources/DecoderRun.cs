using System.Threading.Channels;
using Framemill.Media.Processes;
using Framemill.Pixels;

namespace Framemill.Media.Sources;

/// <summary>
/// One run of a decoder process: frames in order, each with the place in the index that its time gives it.
/// </summary>
internal sealed class DecoderRun : IAsyncDisposable
{
    private readonly VideoRequest _request;
    private readonly ChildProcess _child;
    private readonly Channel<long> _timestamps;
    private readonly string? _lookupFolder;
    private byte[]? _raw;

    private DecoderRun(VideoRequest request, ChildProcess child, Channel<long> timestamps, string? lookupFolder)
    {
        _request = request;
        _child = child;
        _timestamps = timestamps;
        _lookupFolder = lookupFolder;
        _ = CloseTimestampsAsync();
    }

    /// <summary>How the process ended; only complete after the last frame.</summary>
    public Task<ProcessResult> Completion => _child.Completion;

    public static async Task<DecoderRun> StartAsync(
        ProcessRunner processes, SourceOptions options, VideoRequest request, int keyFrame, int firstFrame)
    {
        var timestamps = Channel.CreateUnbounded<long>(new UnboundedChannelOptions { SingleReader = true });
        var lookupFolder = await ToneMapping.WriteTableAsync(request.Facts.Colour);
        try
        {
            var table = lookupFolder is null ? null : Path.Combine(lookupFolder, ToneMapping.FileName);
            var command = new ProcessRequest
            {
                Tool = Ffmpeg.Tool,
                Arguments = VideoDecode.Arguments(request, keyFrame, firstFrame, options.DecoderThreads, table),
                ReadsOutput = true,
                OnErrorLine = line =>
                {
                    if (ShownFrame.Timestamp(line) is { } timestamp) timestamps.Writer.TryWrite(timestamp);
                    return ShownFrame.IsNoise(line);
                },
            };
            var limits = new ProcessLimits
            {
                WallTime = null, // It waits for its reader as long as that takes.
                StallTime = TimeSpan.FromSeconds(options.StallSecondsMax),
                AddressSpaceBytes = options.DecoderMemoryBytes,
                FileBytes = 1 << 20,
            };
            var child = await processes.StartAsync(command, limits, CancellationToken.None);
            return new DecoderRun(request, child, timestamps, lookupFolder);
        }
        catch
        {
            Remove(lookupFolder);
            throw;
        }
    }

    /// <summary>The next frame, or null after the last.</summary>
    public async Task<DecodedFrame?> ReadAsync()
    {
        var image = PlanarImage.Allocate(
            _request.Pool, _request.Size.Width, _request.Size.Height, _request.Facts.HasAlpha);
        try
        {
            // Its line was written before its bytes were, through another pipe: it is here or about to be.
            if (await Task.Run(() => Fill(image)) && await _timestamps.Reader.WaitToReadAsync()
                && _timestamps.Reader.TryRead(out var timestamp))
            {
                return new DecodedFrame(image, _request.Index.FrameOf(timestamp));
            }
        }
        catch
        {
            image.Release();
            throw;
        }

        image.Release();
        return null;
    }

    /// <summary>Ends the process; a frame that is being read ends as the last.</summary>
    public void Stop() => _child.Stop(StopReason.Cancelled);

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        Remove(_lookupFolder);
    }

    /// <summary>
    /// False where the pipe ends. Straight from the pipe into the image where its rows lie as the pipe has them. In
    /// one blocking go: a frame comes in dozens of pieces, and to be woken for each by way of the pool costs more than
    /// to read it.
    /// </summary>
    private bool Fill(PlanarImage image)
    {
        if (image.TryGetPacked(out var pixels)) return IsFilled(pixels);
        _raw ??= GC.AllocateUninitializedArray<byte>(RawFrame.Bytes(_request.Size, _request.Facts.HasAlpha));
        if (!IsFilled(_raw)) return false;
        RawFrame.Copy(_raw, image);
        return true;
    }

    private bool IsFilled(Span<byte> pixels) =>
        _child.Output.ReadAtLeast(pixels, pixels.Length, throwOnEndOfStream: false) == pixels.Length;

    private static void Remove(string? folder)
    {
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }

    private async Task CloseTimestampsAsync()
    {
        await _child.Completion;
        _timestamps.Writer.TryComplete();
    }
}
