using System.Runtime.InteropServices;
using Xunit;

namespace Framemill.Tests.Unit.Pixels;

/// <summary>
/// Native memory of a test with known bytes before and behind it: whoever writes outside is found out on disposal.
/// </summary>
internal sealed unsafe class NativeRow<T> : IDisposable
    where T : unmanaged
{
    private const int Guard = 256;
    private const byte GuardByte = 0xA7;

    private readonly byte* _block;
    private readonly int _bytes;

    public NativeRow(int count, int offset = 0)
    {
        Count = count;
        _bytes = ((count + offset) * sizeof(T)) + (2 * Guard);
        _block = (byte*)NativeMemory.AlignedAlloc((nuint)_bytes, 64);
        new Span<byte>(_block, _bytes).Fill(GuardByte);
        Data = (T*)(_block + Guard) + offset;
    }

    public T* Data { get; }

    public int Count { get; }

    public Span<T> Span => new(Data, Count);

    public static NativeRow<T> Random(Random random, int count, int offset = 0)
    {
        var row = new NativeRow<T>(count, offset);
        random.NextBytes(MemoryMarshal.AsBytes(row.Span));
        return row;
    }

    public NativeRow<T> Copy()
    {
        var copy = new NativeRow<T>(Count);
        Span.CopyTo(copy.Span);
        return copy;
    }

    public void Dispose()
    {
        var before = new ReadOnlySpan<byte>(_block, (int)((byte*)Data - _block));
        var end = (byte*)(Data + Count);
        var behind = new ReadOnlySpan<byte>(end, (int)(_block + _bytes - end));
        var isWhole = !before.ContainsAnyExcept(GuardByte) && !behind.ContainsAnyExcept(GuardByte);
        NativeMemory.AlignedFree(_block);
        Assert.True(isWhole, "Bytes outside the row were written.");
    }
}
