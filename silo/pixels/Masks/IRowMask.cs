namespace Framemill.Pixels;

/// <summary>
/// Weights that say how much of a layer is seen at each target pixel. Called from several threads at once, so an
/// implementation holds nothing that changes.
/// </summary>
public interface IRowMask
{
    /// <summary>Writes weights 0 (hidden) to 255 for the target pixels that start at (x, y).</summary>
    void Fill(int y, int x, Span<byte> weights);
}
