using System.Globalization;
using System.Text.Json.Serialization;

namespace Framemill.Media.Timelines;

/// <summary>An exact fraction, always in lowest terms with a positive denominator. Its default value is zero.</summary>
/// <remarks>
/// 128 bits wide, so that a frame's time, a clip's start and a speed can be combined without rounding. What does not
/// fit throws <see cref="OverflowException"/>: within the limits of an edit that cannot happen.
/// </remarks>
[JsonConverter(typeof(RationalJsonConverter))]
public readonly record struct Rational : IComparable<Rational>
{
    private readonly Int128 _denominatorLessOne;

    public Rational(Int128 numerator, Int128 denominator)
    {
        if (denominator == 0)
            throw new DivideByZeroException("A rational needs a denominator other than zero.");
        if (denominator < 0)
        {
            numerator = checked(-numerator);
            denominator = checked(-denominator);
        }

        var divisor = GreatestCommonDivisor(Int128.Abs(numerator), denominator);
        Numerator = numerator / divisor;
        _denominatorLessOne = (denominator / divisor) - 1;
    }

    public static Rational Zero => default;

    public static Rational One => new(1, 1);

    public Int128 Numerator { get; }

    public Int128 Denominator => _denominatorLessOne + 1;

    public bool IsZero => Numerator == 0;

    public static implicit operator Rational(int value) => new(value, 1);

    public static implicit operator Rational(long value) => new(value, 1);

    public static Rational operator +(Rational left, Rational right)
    {
        // Over the least common denominator: the plain product would outgrow 128 bits needlessly soon.
        var shared = GreatestCommonDivisor(left.Denominator, right.Denominator);
        var leftFactor = right.Denominator / shared;
        var rightFactor = left.Denominator / shared;
        return checked(new(
            (left.Numerator * leftFactor) + (right.Numerator * rightFactor),
            left.Denominator * leftFactor));
    }

    public static Rational operator -(Rational value) => new(checked(-value.Numerator), value.Denominator);

    public static Rational operator -(Rational left, Rational right) => left + -right;

    public static Rational operator *(Rational left, Rational right)
    {
        // Crosswise reduction first, for the same reason.
        var leftRight = GreatestCommonDivisor(Int128.Abs(left.Numerator), right.Denominator);
        var rightLeft = GreatestCommonDivisor(Int128.Abs(right.Numerator), left.Denominator);
        return checked(new(
            left.Numerator / leftRight * (right.Numerator / rightLeft),
            left.Denominator / rightLeft * (right.Denominator / leftRight)));
    }

    public static Rational operator /(Rational left, Rational right) => left * right.Inverse();

    public static bool operator <(Rational left, Rational right) => left.CompareTo(right) < 0;

    public static bool operator >(Rational left, Rational right) => left.CompareTo(right) > 0;

    public static bool operator <=(Rational left, Rational right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Rational left, Rational right) => left.CompareTo(right) >= 0;

    public static Rational Min(Rational left, Rational right) => left <= right ? left : right;

    public static Rational Max(Rational left, Rational right) => left >= right ? left : right;

    /// <summary>The exact value of a decimal number that has at most six places; further places are rounded.</summary>
    public static Rational FromDecimal(decimal value) => new((Int128)Math.Round(value * 1_000_000m), 1_000_000);

    /// <summary>Reads what <see cref="ToString"/> writes, and what ffprobe writes: "30000/1001" or "25".</summary>
    public static bool TryParse(string? text, out Rational value)
    {
        value = default;
        if (text is null)
            return false;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var above = slash < 0 ? text : text[..slash];
        var below = slash < 0 ? "1" : text[(slash + 1)..];
        if (!Int128.TryParse(above, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var numerator)
            || !Int128.TryParse(below, NumberStyles.None, CultureInfo.InvariantCulture, out var denominator)
            || denominator == 0
            || numerator == Int128.MinValue)
        {
            return false;
        }

        value = new(numerator, denominator);
        return true;
    }

    public Rational Inverse() => new(Denominator, Numerator);

    /// <summary>The greatest whole number that is not above this.</summary>
    public long Floor()
    {
        var (quotient, remainder) = Int128.DivRem(Numerator, Denominator);
        return checked((long)(remainder < 0 ? quotient - 1 : quotient));
    }

    /// <summary>The least whole number that is not below this.</summary>
    public long Ceiling() => -(-this).Floor();

    /// <summary>The nearest whole number; a half goes up, so rounding never depends on where zero lies.</summary>
    public long Round() => (this + new Rational(1, 2)).Floor();

    public double ToDouble() => (double)Numerator / (double)Denominator;

    public int CompareTo(Rational other) => Denominator == other.Denominator
        ? Numerator.CompareTo(other.Numerator)
        : checked(Numerator * other.Denominator).CompareTo(checked(other.Numerator * Denominator));

    public override string ToString() => Denominator == 1
        ? Numerator.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static Int128 GreatestCommonDivisor(Int128 left, Int128 right)
    {
        // Almost every fraction of a film fits 64 bits, where division is many times faster.
        while (right != 0)
        {
            if (left <= long.MaxValue && right <= long.MaxValue)
                return GreatestCommonDivisor((ulong)left, (ulong)right);
            (left, right) = (right, left % right);
        }

        return left;
    }

    private static ulong GreatestCommonDivisor(ulong left, ulong right)
    {
        while (right != 0)
            (left, right) = (right, left % right);
        return left;
    }
}
