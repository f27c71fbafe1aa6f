namespace Framemill.Pixels;

/// <summary>
/// A mask told by how far a point lies inside it. Away from the rim whole runs of pixels are alike, which the point in
/// their middle can tell: the distance cannot change faster than its steepness.
/// </summary>
public abstract class DistanceMask : IRowMask
{
    private const int Run = 16;

    /// <summary>The most that <see cref="Inside"/> changes from a pixel to its neighbour.</summary>
    protected abstract double Steepness { get; }

    public void Fill(int y, int x, Span<byte> weights)
    {
        for (var at = 0; at < weights.Length; at += Run)
        {
            var run = weights.Slice(at, Math.Min(Run, weights.Length - at));
            FillRun(x + at + 0.5, y + 0.5, run);
        }
    }

    /// <summary>Zero on the rim, positive inside: the weight is <c>Inside + 1/2</c>, cut to 0..1.</summary>
    protected abstract double Inside(double x, double y);

    /// <summary>False where the distance jumps between two points of a row.</summary>
    protected virtual bool IsSteady(double firstX, double lastX, double y) => true;

    private void FillRun(double x, double y, Span<byte> weights)
    {
        if (IsSteady(x, x + weights.Length, y))
        {
            var middle = Inside(x + (weights.Length / 2.0), y);
            var sure = Math.Abs(middle) - (Steepness * weights.Length / 2.0);
            if (sure > 0.5)
            {
                weights.Fill(middle > 0 ? (byte)255 : (byte)0);
                return;
            }
        }

        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (byte)((Math.Clamp(Inside(x + i, y) + 0.5, 0, 1) * 255) + 0.5);
        }
    }
}
