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
    private readonly byte[] _raw;

    private DecoderRun(VideoRequest request, ChildProcess child, Channel<long> timestamps, string? lookupFolder)
    {
        _request = request;
        _child = child;
        _timestamps = timestamps;
        _lookupFolder = lookupFolder;
        _raw = GC.AllocateUninitializedArray<byte>(RawFrame.Bytes(request.Size, request.Facts.HasAlpha), pinned: true);
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
        var read = await _child.Output.ReadAtLeastAsync(_raw, _raw.Length, throwOnEndOfStream: false);
        if (read < _raw.Length) return null;
        // Its line was written before its bytes were, through another pipe: it is here or about to be.
        if (!await _timestamps.Reader.WaitToReadAsync() || !_timestamps.Reader.TryRead(out var timestamp)) return null;
        var image = PlanarImage.Allocate(
            _request.Pool, _request.Size.Width, _request.Size.Height, _request.Facts.HasAlpha);
        RawFrame.Copy(_raw, image);
        return new DecodedFrame(image, _request.Index.FrameOf(timestamp));
    }

    /// <summary>Ends the process; a frame that is being read ends as the last.</summary>
    public void Stop() => _child.Stop(StopReason.Cancelled);

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        Remove(_lookupFolder);
    }

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
