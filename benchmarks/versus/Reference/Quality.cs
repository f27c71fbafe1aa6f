namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>How near a film comes to the reference.</summary>
/// <param name="Luma">Mean structural similarity of luma.</param>
/// <param name="Worst">The same of the worst frame.</param>
/// <param name="Chroma">Mean of both chroma planes.</param>
/// <param name="Offset">Pixels that parts lie beside their place; null where that cannot be told.</param>
/// <param name="Jitter">Pixels that they tremble about an even drift.</param>
internal sealed record Quality(double Luma, double Worst, double Chroma, double? Offset, double? Jitter);
