using System.Runtime.InteropServices;

namespace Framemill.Media.Encoders.X264;

/// <summary>
/// An encoder's output while it grows. Native: a megabyte for every two seconds of film would lie among the collector's
/// large objects until it next looks at them, and each growth would leave another half of it there.
/// </summary>
internal sealed unsafe class StreamBytes : IDisposable
{
    private const int BytesMin = 1 << 20; // From here on the system moves pages where the C library would copy.

    private byte* _data;
    private int _capacity;

    ~StreamBytes() => Free();

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Written => new(_data, Count);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var wanted = checked(Count + bytes.Length);
        if (wanted > _capacity)
        {
            var capacity = (int)Math.Min(Math.Max(BytesMin, wanted * 2L), int.MaxValue);
            _data = (byte*)NativeMemory.Realloc(_data, (nuint)capacity);
            _capacity = capacity;
        }

        bytes.CopyTo(new Span<byte>(_data + Count, bytes.Length));
        Count = wanted;
    }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.Free(_data);
        _data = null;
        (_capacity, Count) = (0, 0);
    }
}
