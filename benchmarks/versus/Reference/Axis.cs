namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>Where the samples of a row or column lie in another: <c>Origin + Step * i</c>, in its samples.</summary>
internal readonly record struct Axis(double Origin, double Step)
{
    public static Axis Identity { get; } = new(0, 1);
}
