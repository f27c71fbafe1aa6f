using System.Globalization;
using Framemill.Media.Timelines;

namespace Framemill.Media.Edits.Reading;

/// <summary>Numbers: the contract also takes them as text ("1.5"), as forms and merge fields bring them.</summary>
internal sealed partial class Fields
{
    public double? Number(
        string name, double min = double.MinValue, double max = double.MaxValue, bool required = false)
    {
        if (Take(name, required) is not { } value)
            return null;
        return Number(value, Place.Member(name), min, max);
    }

    /// <summary>
    /// What a tween starts from or goes to: the contract takes anything there. A number that is out of bounds means the
    /// nearest one within, what is no number says nothing.
    /// </summary>
    public double? NearestNumber(string name, double min, double max) =>
        Take(name) is { } value && Written(value) is { } written && TryParse(written, out var number)
            ? Math.Clamp(number, min, max)
            : null;

    public int? Whole(string name, int min = int.MinValue, int max = int.MaxValue, bool required = false)
    {
        if (Number(name, min, max, required) is not { } number)
            return null;
        if (number == Math.Floor(number))
            return (int)number;
        Problem(EditProblemCodes.WrongType, name, "This must be a whole number.");
        return null;
    }

    /// <summary>A moment that may lie anywhere: outside of any film it means the film's nearest end.</summary>
    public Rational? NearestSeconds(string name, bool required = false)
    {
        if (Number(name, required: required) is not { } number)
            return null;
        var nearest = Math.Clamp(number, 0, Context.Limits.FilmSecondsMax);
        return nearest == number ? Exact(Written(_members[name]), number) : (long)nearest;
    }

    public Rational? Seconds(string name) => Take(name) is { } value ? Seconds(value, Place.Member(name)) : null;

    /// <summary>A moment or duration, exactly as written, down to a microsecond.</summary>
    public Rational? Seconds(JsonValue value, JsonPlace place)
    {
        if (Number(value, place, 0, double.MaxValue) is not { } number)
            return null;
        if (number <= Context.Limits.FilmSecondsMax)
            return Exact(Written(value), number);
        Context.Problems.Add(
            EditProblemCodes.FilmTooLong, place, $"A film may last {Context.Limits.FilmSecondsMax} seconds at most.");
        return null;
    }

    /// <summary>How fast an asset runs: 0 to 10.</summary>
    public Rational Speed() =>
        Take("speed") is { } value && Number(value, Place.Member("speed"), 0, 10) is { } number
            ? Exact(Written(value), number)
            : Rational.One;

    /// <summary>How fast a video runs: 0 to 10, or tweens that may also go back.</summary>
    public Rational SpeedOrRamp(out Tweenable? ramp)
    {
        ramp = null;
        if (!_members.TryGetValue("speed", out var given) || given is not JsonValue.Array) return Speed();
        ramp = Tweens("speed", Tweenable.One, -10, 10);
        return Rational.One;
    }

    public Tweenable Tweens(
        string name, Tweenable otherwise, double min = double.MinValue, double max = double.MaxValue)
    {
        var place = Place.Member(name);
        return Take(name) switch
        {
            null => otherwise,
            JsonValue.Array list => TweenReader.Read(Context, list, place, otherwise.Value, min, max),
            var value => Number(value, place, min, max) is { } number ? Tweenable.Of(number) : otherwise,
        };
    }

    /// <summary>Null, and told of, when the value is no number within the bounds.</summary>
    public double? Number(JsonValue value, JsonPlace place, double min, double max)
    {
        if (Written(value) is not { } written || !TryParse(written, out var number))
        {
            WrongType(Context, value, place, "a number");
            return null;
        }

        if (double.IsFinite(number) && number >= min && number <= max)
            return number;
        var bounds = (min > double.MinValue, max < double.MaxValue) switch
        {
            (true, true) when double.IsFinite(number) => $"between {Shown(min)} and {Shown(max)}",
            (true, false) when double.IsFinite(number) => $"at least {Shown(min)}",
            (false, true) when double.IsFinite(number) => $"at most {Shown(max)}",
            _ => "a number that fits 64 bits",
        };
        Context.Problems.Add(EditProblemCodes.OutOfRange, place, $"This must be {bounds}.");
        return null;
    }

    private static string Shown(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    private static string? Written(JsonValue value) => value switch
    {
        JsonValue.Number found => found.Written,
        JsonValue.Text { Value.Length: > 0 } found => Written(found.Value.Trim()),
        _ => null,
    };

    /// <summary>
    /// As the vendor's own validator reads text: blanks count as zero, which the empty text does not, and 0x begins a
    /// number in hexadecimal.
    /// </summary>
    private static string Written(string text) => text switch
    {
        "" => "0",
        _ when text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && long.TryParse(text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
            && bits >= 0 => bits.ToString(CultureInfo.InvariantCulture),
        _ => text,
    };

    private static bool TryParse(string written, out double number) =>
        double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
        && !double.IsNaN(number)
        && (char.IsAsciiDigit(written[^1]) || written[^1] == '.');

    private static Rational Exact(string? written, double number) =>
        decimal.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? Rational.FromDecimal(exact)
            : Rational.FromDecimal((decimal)number);
}
