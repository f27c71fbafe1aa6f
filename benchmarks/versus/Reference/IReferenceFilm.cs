namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>How a standard edit looks when nothing is saved on the way.</summary>
internal interface IReferenceFilm
{
    Task<ReferenceFrame> FrameAsync(int number);
}
