using System.Runtime.InteropServices;

namespace Framemill.Media.Sound;

/// <summary>
/// A mix between its two steps: written once from start to end, then read as often as its loudness takes. In memory
/// while it is short, in a file when it is long.
/// </summary>
internal sealed class MixScratch : IDisposable
{
    private readonly string _path;
    private readonly float[] _memory = [];
    private readonly FileStream? _file;
    private readonly Lock _gate = new();
    private long _written;
    private TaskCompletionSource _grew = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MixScratch(long sampleCount, long memoryBytesMax, string path)
    {
        _path = path;
        SampleCount = sampleCount;
        if (sampleCount * SoundFormat.FrameBytes <= memoryBytesMax)
            _memory = GC.AllocateUninitializedArray<float>((int)sampleCount * SoundFormat.Channels);
        else
            _file = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1);
    }

    public long SampleCount { get; }

    public void Append(ReadOnlySpan<float> interleaved)
    {
        if (_file is not null) 
            RandomAccess.Write(_file.SafeFileHandle, MemoryMarshal.AsBytes(interleaved), _written * sizeof(float));
        else
            interleaved.CopyTo(_memory.AsSpan((int)_written));
        TaskCompletionSource grew;
        lock (_gate)
        {
            _written += interleaved.Length;
            (grew, _grew) = (_grew, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        grew.SetResult();
    }

    /// <summary>Returns when the mix has so many samples. One may read while another appends.</summary>
    public async Task ReachAsync(long samples, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task grew;
            lock (_gate)
            {
                if (_written >= samples * SoundFormat.Channels) return;
                grew = _grew.Task;
            }

            await grew.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Fills <paramref name="interleaved"/> from a sample on; after the end come zeros.</summary>
    public void Read(long sample, Span<float> interleaved)
    {
        var written = Volatile.Read(ref _written);
        var from = Math.Min(sample * SoundFormat.Channels, written);
        var values = interleaved[..(int)Math.Min(interleaved.Length, written - from)];
        if (_file is null) _memory.AsSpan((int)from, values.Length).CopyTo(values);
        else ReadFile(_file, from * sizeof(float), MemoryMarshal.AsBytes(values));
        interleaved[values.Length..].Clear();
    }

    public void Dispose()
    {
        if (_file is null) return;
        _file.Dispose();
        File.Delete(_path);
    }

    private static void ReadFile(FileStream file, long offset, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(file.SafeFileHandle, bytes, offset);
            if (read == 0) throw new EndOfStreamException("The mix is shorter than what was written.");
            bytes = bytes[read..];
            offset += read;
        }
    }
}
