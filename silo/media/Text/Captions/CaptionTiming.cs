namespace Framemill.Media.Text.Captions;

/// <summary>The line of a cue that says when: <c>00:00:01,000 --> 00:00:02,500 settings</c>.</summary>
internal readonly record struct CaptionTiming(long StartMilliseconds, long EndMilliseconds, string Settings)
{
    private const string Arrow = "-->";

    /// <summary>True when the line is meant as a timing, readable or not.</summary>
    public static bool IsTiming(string line) => line.Contains(Arrow, StringComparison.Ordinal);

    /// <summary>Null where a time cannot be read or the cue would end before it begins.</summary>
    public static CaptionTiming? Parse(string line)
    {
        var arrow = line.IndexOf(Arrow, StringComparison.Ordinal);
        if (arrow < 0) return null;
        var after = line[(arrow + Arrow.Length)..].Trim();
        var space = after.AsSpan().IndexOfAny(' ', '\t');
        var end = space < 0 ? after : after[..space];
        if (ParseTime(line[..arrow].Trim()) is not { } from || ParseTime(end) is not { } to || to <= from) return null;
        return new(from, to, space < 0 ? "" : after[space..].Trim());
    }

    /// <summary>Hours and minutes may be missing, and so may the thousandths; a comma or a point parts them.</summary>
    public static long? ParseTime(ReadOnlySpan<char> text)
    {
        var milliseconds = 0L;
        var point = text.IndexOfAny('.', ',');
        if (point >= 0)
        {
            var fraction = text[(point + 1)..];
            if (fraction.Length != 3 || !TryDigits(fraction, out milliseconds)) return null;
            text = text[..point];
        }

        var seconds = 0L;
        var parts = 0;
        foreach (var range in text.Split(':'))
        {
            if (++parts > 3 || !TryDigits(text[range], out var value)) return null;
            seconds = (seconds * 60) + value;
        }

        return (seconds * 1000) + milliseconds;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        if (text.Length is 0 or > 6) return false;
        foreach (var letter in text)
        {
            if (!char.IsAsciiDigit(letter)) return false;
            value = (value * 10) + (letter - '0');
        }

        return true;
    }
}
