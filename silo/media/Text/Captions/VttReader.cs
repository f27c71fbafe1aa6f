using System.Globalization;

namespace Framemill.Media.Text.Captions;

/// <summary>WebVTT. Comments, style sheets and regions are skipped; the place of a cue is kept roughly.</summary>
internal static class VttReader
{
    public static IEnumerable<CaptionCue> Read(string[] lines)
    {
        var at = 1;
        while (at < lines.Length)
        {
            if (IsOtherBlock(lines[at]))
            {
                while (at < lines.Length && lines[at].Length > 0) at++;
                continue;
            }

            if (!CaptionTiming.IsTiming(lines[at]))
            {
                at++;
                continue;
            }

            var timing = CaptionTiming.Parse(lines[at++]);
            var first = at;
            while (at < lines.Length && lines[at].Length > 0 && !CaptionTiming.IsTiming(lines[at])) at++;
            if (timing is not { } when) continue;
            var marked = CaptionMarkup.ReadVtt(string.Join('\n', lines[first..at]));
            if (marked.Text.Trim().Length == 0) continue;
            yield return new()
            {
                StartMilliseconds = when.StartMilliseconds,
                EndMilliseconds = when.EndMilliseconds,
                Text = marked.Text,
                Spans = marked.Spans,
                Marks = marked.Marks,
                Place = Place(when.Settings),
            };
        }
    }

    private static bool IsOtherBlock(string line) =>
        line is "NOTE" or "STYLE" or "REGION"
        || line.StartsWith("NOTE ", StringComparison.Ordinal) || line.StartsWith("NOTE\t", StringComparison.Ordinal);

    private static CaptionPlace Place(string settings)
    {
        var place = CaptionPlace.Default;
        foreach (var setting in settings.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = setting.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0) continue;
            var value = setting[(colon + 1)..];
            place = setting[..colon] switch
            {
                "align" => place with { Horizontal = Alignment(value) },
                "line" => place with { Vertical = Line(value) },
                _ => place,
            };
        }

        return place;
    }

    private static TextAlignment Alignment(string value) => value switch
    {
        "start" or "left" => TextAlignment.Start,
        "end" or "right" => TextAlignment.End,
        _ => TextAlignment.Centre,
    };

    /// <summary>Percent from the top, or a line counted from the top or, when negative, from the bottom.</summary>
    private static TextAlignment Line(string value)
    {
        var number = value.Split(',')[0];
        var isPercent = number.EndsWith('%');
        if (!double.TryParse(number.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var line))
            return TextAlignment.End;
        if (!isPercent) return line is >= 0 and < 5 ? TextAlignment.Start : TextAlignment.End;
        return line < 100.0 / 3 ? TextAlignment.Start : line < 200.0 / 3 ? TextAlignment.Centre : TextAlignment.End;
    }
}
