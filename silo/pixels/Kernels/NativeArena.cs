using System.Runtime.InteropServices;

namespace Framemill.Pixels.Kernels;

/// <summary>
/// Scratch memory of one thread: taken piece by piece, given back all at once, kept for the next time.
/// </summary>
internal sealed unsafe class NativeArena
{
    private const int Alignment = 64;
    private const int ChunkBytesMin = 1 << 18;

    private readonly List<(nint Data, int Size)> _chunks = [];
    private int _used;

    ~NativeArena()
    {
        foreach (var (data, _) in _chunks) NativeMemory.AlignedFree((void*)data);
    }

    /// <summary>
    /// Everything taken so far is forgotten. Chunks become one, so that a steady use takes no new memory.
    /// </summary>
    public void Reset()
    {
        _used = 0;
        if (_chunks.Count < 2) return;
        var total = 0;
        foreach (var (data, size) in _chunks)
        {
            total += size;
            NativeMemory.AlignedFree((void*)data);
        }

        _chunks.Clear();
        AddChunk(total);
    }

    /// <summary>Undefined bytes, 64-byte aligned, with room to read one vector before and behind.</summary>
    public byte* Take(int bytes)
    {
        var need = ((bytes + Alignment - 1) & -Alignment) + (2 * Alignment);
        if (_chunks.Count == 0 || _used + need > _chunks[^1].Size)
        {
            AddChunk(Math.Max(need, ChunkBytesMin));
            _used = 0;
        }

        var data = (byte*)_chunks[^1].Data + _used + Alignment;
        _used += need;
        return data;
    }

    private void AddChunk(int size) =>
        _chunks.Add(((nint)NativeMemory.AlignedAlloc((nuint)size, Alignment), size));
}
