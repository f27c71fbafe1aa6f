using Framemill.Pixels.Kernels;

namespace Framemill.Pixels;

/// <summary>Seen only where both masks let it be seen.</summary>
public sealed class MaskProduct(IRowMask first, IRowMask second) : IRowMask
{
    private const int Run = 1024;

    internal IRowMask First => first;

    internal IRowMask Second => second;

    public void Fill(int y, int x, Span<byte> weights)
    {
        Span<byte> others = stackalloc byte[Run];
        first.Fill(y, x, weights);
        for (var at = 0; at < weights.Length; at += Run)
        {
            var part = weights.Slice(at, Math.Min(Run, weights.Length - at));
            second.Fill(y, x + at, others[..part.Length]);
            for (var i = 0; i < part.Length; i++) part[i] = (byte)Div255.Round(part[i] * others[i]);
        }
    }
}
