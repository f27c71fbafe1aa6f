using Framemill.Media.Edits;
using Framemill.Media.Sources;
using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Layers;

/// <summary>A picture at a size, after a filter.</summary>
internal sealed record StillRequest
{
    public required string ContentHash { get; init; }
    public required FrameSize Size { get; init; }

    /// <summary>Makes the picture, held for the caller, where nobody has made it yet.</summary>
    public required Func<FrameSize, CancellationToken, Task<MediaResult<PlanarImage>>> Make { get; init; }
    public Filter Filter { get; init; }

    /// <summary>Colours to change before the filter, and what names them; null for none.</summary>
    public (string Name, ColorCube Cube)? Look { get; init; }

    public (string, FrameSize, Filter, string?) Key => (ContentHash, Size, Filter, Look?.Name);
}

/// <summary>A still in use: it is not thrown out before this is disposed.</summary>
internal sealed class StillLease(PlanarImage image, Action release) : IDisposable
{
    private Action? _release = release;

    public PlanarImage Image { get; } = image;

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}

/// <summary>
/// Decoded stills, shared by all renders of the process. What is in use stays; what is not goes once the budget is
/// passed, the longest unused first.
/// </summary>
internal sealed class StillCache(Func<StillRequest, CancellationToken, Task<PlanarImage>> decode, long bytesMax)
    : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string, FrameSize, Filter, string?), Entry> _entries = [];
    private long _bytes;
    private long _clock;

    public long Bytes => Volatile.Read(ref _bytes);

    public async Task<StillLease> GetAsync(StillRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            Entry entry;
            var isOurs = false;
            lock (_gate)
            {
                if (!_entries.TryGetValue(request.Key, out entry!))
                {
                    _entries[request.Key] = entry = new();
                    isOurs = true;
                }

                entry.Users++;
            }

            if (isOurs) await FillAsync(request, entry, cancellationToken);
            try
            {
                var image = await entry.Image.Task.WaitAsync(cancellationToken);
                return new(image, () => Leave(entry));
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Whoever decoded it gave up; it is our turn now.
                Leave(entry);
            }
            catch
            {
                Leave(entry);
                throw;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var entry in _entries.Values) entry.Decoded?.Release();
            _entries.Clear();
            _bytes = 0;
        }
    }

    private async Task FillAsync(StillRequest request, Entry entry, CancellationToken cancellationToken)
    {
        try
        {
            var image = await decode(request, cancellationToken);
            lock (_gate)
            {
                entry.Decoded = image;
                entry.Bytes = Cost(image);
                _bytes += entry.Bytes;
                Shrink();
            }

            entry.Image.SetResult(image);
        }
        catch (Exception problem)
        {
            // A failure is not remembered: the next one who asks tries again.
            lock (_gate) _entries.Remove(request.Key);
            if (problem is OperationCanceledException) entry.Image.SetCanceled(CancellationToken.None);
            else entry.Image.SetException(problem);
        }
    }

    private void Leave(Entry entry)
    {
        lock (_gate)
        {
            entry.Users--;
            entry.LastUse = ++_clock;
            Shrink();
        }
    }

    private void Shrink()
    {
        while (_bytes > bytesMax)
        {
            var (key, oldest) = _entries.Where(entry => entry.Value is { Users: 0, Decoded: not null })
                .MinBy(entry => entry.Value.LastUse);
            if (oldest is null) return;
            _entries.Remove(key);
            _bytes -= oldest.Bytes;
            oldest.Decoded!.Release();
        }
    }

    // The planes, and a third of them again for the halved copies that the painter keeps; with alpha the painter also
    // keeps colour times alpha.
    private static long Cost(PlanarImage image) =>
        (long)image.Width * image.Height * (image.HasAlpha ? 55 : 20) / 10;

    private sealed class Entry
    {
        public TaskCompletionSource<PlanarImage> Image { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public PlanarImage? Decoded { get; set; }

        public int Users { get; set; }

        public long LastUse { get; set; }

        public long Bytes { get; set; }
    }
}
