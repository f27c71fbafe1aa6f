namespace Framemill.Pixels;

/// <summary>
/// A mask told by how far a point lies inside it. Away from the rim whole runs of pixels are alike, which the point in
/// their middle can tell: the distance cannot change faster than its steepness. Runs that are not are halved.
/// </summary>
public abstract class DistanceMask : IRowMask
{
    private const int RunMin = 8;

    /// <summary>The most that <see cref="Inside"/> changes from a pixel to its neighbour.</summary>
    protected abstract double Steepness { get; }

    public void Fill(int y, int x, Span<byte> weights)
    {
        if (!weights.IsEmpty) FillRun(x + 0.5, y + 0.5, weights);
    }

    /// <summary>Zero on the rim, positive inside: the weight is <c>Inside + 1/2</c>, cut to 0..1.</summary>
    protected abstract double Inside(double x, double y);

    private void FillRun(double x, double y, Span<byte> weights)
    {
        var middle = Inside(x + (weights.Length / 2.0), y);
        var sure = Math.Abs(middle) - (Steepness * weights.Length / 2.0);
        if (sure > 0.5)
        {
            weights.Fill(middle > 0 ? (byte)255 : (byte)0);
            return;
        }

        if (weights.Length > RunMin)
        {
            var half = weights.Length / 2;
            FillRun(x, y, weights[..half]);
            FillRun(x + half, y, weights[half..]);
            return;
        }

        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = (byte)((Math.Clamp(Inside(x + i, y) + 0.5, 0, 1) * 255) + 0.5);
        }
    }
}
