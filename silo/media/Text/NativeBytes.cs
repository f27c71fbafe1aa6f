using System.Runtime.InteropServices;

namespace Framemill.Media.Text;

/// <summary>Zeroed memory that native code may write to.</summary>
internal sealed unsafe class NativeBytes : IDisposable
{
    private const int AlignmentBytes = 64;
    private readonly int _length;
    private byte* _start;

    public NativeBytes(int length)
    {
        _length = length;
        _start = (byte*)NativeMemory.AlignedAlloc((nuint)Math.Max(length, AlignmentBytes), AlignmentBytes);
        NativeMemory.Clear(_start, (nuint)length);
    }

    ~NativeBytes() => Free();

    public nint Address => (nint)_start;

    public Span<byte> Span => new(_start, _length);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_start);
        _start = null;
    }
}
