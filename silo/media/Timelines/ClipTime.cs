namespace Framemill.Media.Timelines;

/// <summary>A clip's start and length in seconds of the timeline; null for what is not known.</summary>
internal readonly record struct ClipTime(Rational? Start, Rational? Length)
{
    public Rational? End => Start + Length;
}
