namespace Framemill.Media.Encoders.Mp4;

/// <summary>
/// Reads a fragmented MP4 from a stream, box by box: headers into memory, media data only when asked for.
/// </summary>
internal sealed class FragmentReader(Stream stream)
{
    private const int HeaderBytesMax = 64 << 20;
    private byte[]? _init;

    /// <summary>File type and movie header, once they have been read; null where the stream has none.</summary>
    public ReadOnlyMemory<byte>? Init => _init;

    /// <summary>Bytes of media data that follow the fragment read last.</summary>
    public long DataBytes { get; private set; }

    /// <summary>
    /// The next fragment's header, or null at the end. The data before it must have been copied or skipped.
    /// </summary>
    public async Task<Fragment?> NextAsync(CancellationToken cancellationToken)
    {
        while (await HeaderAsync(cancellationToken) is var (name, bytes, header) && header.Length > 0)
        {
            switch (name)
            {
                case "ftyp" or "moov":
                    _init = [.. _init ?? [], .. await RestAsync(header, bytes, cancellationToken)];
                    continue;
                case "moof":
                    var moof = await RestAsync(header, bytes, cancellationToken);
                    var fragment = Fragment.Read(moof, Box.Read(moof, 0, moof.Length)[0]);
                    await ExpectDataAsync(fragment, bytes, cancellationToken);
                    return fragment;
                default:
                    throw new MalformedMp4Exception($"Box '{name}' does not belong here.");
            }
        }

        return null;
    }

    public async Task CopyDataAsync(Stream target, CancellationToken cancellationToken)
    {
        var buffer = System.Buffers.ArrayPool<byte>.Shared.Rent(256 * 1024);
        try
        {
            while (DataBytes > 0)
            {
                var wanted = buffer.AsMemory(0, (int)Math.Min(buffer.Length, DataBytes));
                var read = await stream.ReadAsync(wanted, cancellationToken);
                if (read == 0) throw new MalformedMp4Exception("Media data is cut off.");
                await target.WriteAsync(wanted[..read], cancellationToken);
                DataBytes -= read;
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public async Task SkipDataAsync(CancellationToken cancellationToken)
    {
        if (!stream.CanSeek)
        {
            await CopyDataAsync(Stream.Null, cancellationToken);
            return;
        }

        if (stream.Length - stream.Position < DataBytes) throw new MalformedMp4Exception("Media data is cut off.");
        stream.Seek(DataBytes, SeekOrigin.Current);
        DataBytes = 0;
    }

    private async Task ExpectDataAsync(Fragment fragment, long moofBytes, CancellationToken cancellationToken)
    {
        var (name, bytes, header) = await HeaderAsync(cancellationToken);
        DataBytes = bytes - header.Length;
        if (name != "mdat") throw new MalformedMp4Exception("A fragment's header is not followed by its data.");
        if (fragment.DataOffset != moofBytes + header.Length
            || fragment.Samples.Sum(sample => (long)sample.Bytes) != DataBytes)
        {
            throw new MalformedMp4Exception("A fragment's samples do not fill its data.");
        }
    }

    private async Task<(string Name, long Bytes, byte[] Header)> HeaderAsync(CancellationToken cancellationToken)
    {
        var header = new byte[8];
        var read = await stream.ReadAtLeastAsync(header, 8, false, cancellationToken);
        if (read == 0) return ("", 0, []);
        if (read < 8) throw new MalformedMp4Exception("A box header is cut off.");
        Array.Resize(ref header, Box.HeaderBytesOf(header));
        if (await stream.ReadAtLeastAsync(header.AsMemory(8), header.Length - 8, false, cancellationToken)
            < header.Length - 8)
        {
            throw new MalformedMp4Exception("A box header is cut off.");
        }

        var (type, bytes) = Box.ReadHeader(header);
        if (bytes < header.Length) throw new MalformedMp4Exception("A box is smaller than its own header.");
        return (Box.NameOf(type), bytes, header);
    }

    private async Task<byte[]> RestAsync(byte[] header, long bytes, CancellationToken cancellationToken)
    {
        if (bytes > HeaderBytesMax) throw new MalformedMp4Exception($"A header of {bytes} bytes is too large.");
        var box = new byte[bytes];
        header.CopyTo(box, 0);
        try
        {
            await stream.ReadExactlyAsync(box.AsMemory(header.Length), cancellationToken);
        }
        catch (EndOfStreamException)
        {
            throw new MalformedMp4Exception("A header is cut off.");
        }

        return box;
    }
}
