using System.Runtime.InteropServices;

namespace Framemill.Media.Sound;

/// <summary>
/// A mix between its two steps: written once from start to end, then read as often as its loudness takes. In a file,
/// which stays in the system's cache while it is short: 23 MB a minute are too much for this process's memory.
/// </summary>
internal sealed class MixScratch : IDisposable
{
    private readonly FileStream _file;
    private readonly Lock _gate = new();
    private long _written;
    private TaskCompletionSource _grew = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public MixScratch(long sampleCount, string path)
    {
        SampleCount = sampleCount;
        _file = new FileStream(
            path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
    }

    public long SampleCount { get; }

    public void Append(ReadOnlySpan<float> interleaved)
    {
        RandomAccess.Write(_file.SafeFileHandle, MemoryMarshal.AsBytes(interleaved), _written * sizeof(float));
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
        ReadFile(from * sizeof(float), MemoryMarshal.AsBytes(values));
        interleaved[values.Length..].Clear();
    }

    public void Dispose() => _file.Dispose();

    private void ReadFile(long offset, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var read = RandomAccess.Read(_file.SafeFileHandle, bytes, offset);
            if (read == 0) throw new EndOfStreamException("The mix is shorter than what was written.");
            bytes = bytes[read..];
            offset += read;
        }
    }
}
