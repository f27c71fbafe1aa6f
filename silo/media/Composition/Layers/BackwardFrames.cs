using Framemill.Pixels;

namespace Framemill.Media.Composition.Layers;

/// <summary>
/// Frames of a video that is played backwards: a decoder only goes ahead, so a run of frames is decoded at once and
/// then given out from its end.
/// </summary>
internal sealed class BackwardFrames(Func<int, CancellationToken, Task<PlanarImage>> read) : IDisposable
{
    private const int FramesMax = 32;
    private const long BytesMax = 96L << 20;

    private readonly Dictionary<int, PlanarImage> _held = [];
    private int _last = -1;

    /// <summary>The frame, held for the caller.</summary>
    public async Task<PlanarImage> ReadAsync(int frame, CancellationToken cancellationToken)
    {
        var goesBack = frame < _last;
        _last = frame;
        if (_held.TryGetValue(frame, out var known)) return known.AddReference();
        Dispose();
        if (!goesBack) return await read(frame, cancellationToken);
        var wanted = await read(frame, cancellationToken);
        try
        {
            var bytes = Math.Max(1, (long)wanted.Width * wanted.Height * 3 / 2);
            var count = (int)Math.Clamp(BytesMax / bytes, 1, FramesMax);
            for (var next = Math.Max(0, frame - count + 1); next < frame; next++)
                _held[next] = await read(next, cancellationToken);
            return wanted;
        }
        catch
        {
            wanted.Release();
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var frame in _held.Values) frame.Release();
        _held.Clear();
    }
}
