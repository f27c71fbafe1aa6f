namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>
/// A frame in RGB, once where luma has its samples and once where chroma has: between two rows, on every second column.
/// </summary>
internal sealed record ReferenceFrame(Colours Luma, Colours Chroma)
{
    /// <summary>Y, U and V in codes, not rounded.</summary>
    public Colours Planes(Matrix matrix)
    {
        var luma = Luma.Map(matrix.FromRgb);
        var chroma = Chroma.Map(matrix.FromRgb);
        return new(luma.First, chroma.Second, chroma.Third);
    }

    /// <summary>A part of both that another frame covers: this times the rest, plus that times the cover.</summary>
    public ReferenceFrame Under(ReferenceFrame other, double cover) => new(
        Luma.With(other.Luma, (a, b) => Field.Of(a, b, (x, y) => x + ((y - x) * cover))),
        Chroma.With(other.Chroma, (a, b) => Field.Of(a, b, (x, y) => x + ((y - x) * cover))));
}
