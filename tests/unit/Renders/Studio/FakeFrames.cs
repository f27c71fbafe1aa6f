using System.Collections.Concurrent;
using Framemill.Ports;

namespace Framemill.Tests.Unit.Renders.Studio;

/// <summary>A frame store that knows which frames were never given back.</summary>
internal sealed class FakeFrames : IFrameStore
{
    private readonly ConcurrentDictionary<long, int> _frames = new();
    private long _last;

    public int Count => _frames.Count;

    public long Add(int frame)
    {
        var handle = Interlocked.Increment(ref _last);
        _frames[handle] = frame;
        return handle;
    }

    public int Take(long handle) =>
        _frames.TryRemove(handle, out var frame) ? frame : throw new InvalidOperationException("The frame is gone.");

    public void Release(IReadOnlyList<long> handles)
    {
        foreach (var handle in handles) _frames.TryRemove(handle, out _);
    }
}
