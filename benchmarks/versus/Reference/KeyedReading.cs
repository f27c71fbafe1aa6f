namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>What a maker of the edit c was told to do, so that it is compared with just that.</summary>
/// <param name="Matrix">How it reads a clip that does not say which colours it has.</param>
/// <param name="IsByLayer">Colours and blur come before the figure is laid over the still, not after.</param>
/// <param name="FigureSigma">Of the bell, in pixels; for both where they are blurred as one.</param>
internal sealed record KeyedReading(Matrix Matrix, bool IsByLayer, double StillSigma, double FigureSigma)
{
    /// <summary>
    /// A blur is 0.012 of a picture's shorter side, and the still has 1280 rows before the frame cuts it.
    /// </summary>
    public static KeyedReading Framemill { get; } = new(Matrix.Bt709, true, 15.36, 12.96);

    public static KeyedReading Graph { get; } = new(Matrix.Bt601, false, 13, 13);
}
