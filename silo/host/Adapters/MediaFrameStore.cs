using Framemill.Media.Frames;
using Framemill.Ports;

namespace Framemill.Silo.Adapters;

internal sealed class MediaFrameStore(FrameStore frames) : IFrameStore
{
    public void Release(IReadOnlyList<long> handles)
    {
        foreach (var handle in handles) frames.Release(handle);
    }
}
