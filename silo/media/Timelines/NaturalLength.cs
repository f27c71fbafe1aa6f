namespace Framemill.Media.Timelines;

/// <summary>How long a clip lasts when its length is left to its asset.</summary>
/// <param name="Auto">The length that "auto" means; null while it is not known.</param>
/// <param name="Cap">What "end" never goes beyond; null for no bound.</param>
internal readonly record struct NaturalLength(Rational? Auto, Rational? Cap)
{
    /// <summary>The contract gives pictures and text with an automatic length three seconds.</summary>
    public static Rational Still => 3;
}
