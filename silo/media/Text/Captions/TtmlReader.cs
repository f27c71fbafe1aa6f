using System.Globalization;
using System.Text;
using System.Xml;

namespace Framemill.Media.Text.Captions;

/// <summary>TTML, also called DFXP: paragraphs with times, in XML. Words may have times of their own.</summary>
internal static class TtmlReader
{
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true,
        IgnoreProcessingInstructions = true, MaxCharactersInDocument = 16 << 20,
    };

    public static bool IsTtml(string text) =>
        text.AsSpan(0, Math.Min(text.Length, 1000)).TrimStart() is var head
        && (head.StartsWith("<tt") || (head.StartsWith("<?xml") && text.Contains("<tt", StringComparison.Ordinal)));

    /// <summary>As far as the file can be read: what is broken ends it.</summary>
    public static List<CaptionCue> Read(string text)
    {
        var cues = new List<CaptionCue>();
        try
        {
            using var reader = XmlReader.Create(new StringReader(text.TrimStart()), Settings);
            var clock = new Clock(30, 1);
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element) continue;
                if (reader.LocalName == "tt") clock = ClockOf(reader);
                if (reader.LocalName == "p" && Cue(reader, clock) is { } cue) cues.Add(cue);
            }
        }
        catch (XmlException)
        {
            // Whoever asked sees how many cues there are.
        }

        return cues;
    }

    private static CaptionCue? Cue(XmlReader reader, Clock clock)
    {
        var start = clock.Parse(reader.GetAttribute("begin"));
        var end = clock.Parse(reader.GetAttribute("end")) ?? start + clock.Parse(reader.GetAttribute("dur"));
        var words = new StringBuilder();
        var marks = new List<CaptionMark>();
        if (!reader.IsEmptyElement) Inner(reader, clock, start ?? 0, words, marks);
        var trimmed = words.ToString().TrimEnd();
        if (start is not { } from || end is not { } to || to <= from || trimmed.Length == 0) return null;
        return new() { StartMilliseconds = from, EndMilliseconds = to, Text = trimmed, Marks = marks };
    }

    private static void Inner(
        XmlReader reader, Clock clock, long cueStart, StringBuilder words, List<CaptionMark> marks)
    {
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when reader.LocalName == "br":
                    words.Append('\n');
                    break;
                case XmlNodeType.Element when reader.LocalName == "span":
                    // The times of a span count from the begin of its paragraph.
                    if (clock.Parse(reader.GetAttribute("begin")) is { } begin)
                        marks.Add(new(words.Length, cueStart + begin));
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace
                    or XmlNodeType.Whitespace:
                    Append(words, reader.Value);
                    break;
            }
        }
    }

    /// <summary>Line ends and indentation of the file are one space.</summary>
    private static void Append(StringBuilder words, string text)
    {
        foreach (var character in text)
        {
            if (!char.IsWhiteSpace(character)) words.Append(character);
            else if (words.Length > 0 && !char.IsWhiteSpace(words[^1])) words.Append(' ');
        }
    }

    private static Clock ClockOf(XmlReader reader)
    {
        const string Parameters = "http://www.w3.org/ns/ttml#parameter";
        var frames = Number(reader.GetAttribute("frameRate", Parameters)) ?? 30;
        var multiplier = reader.GetAttribute("frameRateMultiplier", Parameters)?.Split(' ', ':');
        if (multiplier is [var up, var down] && Number(up) is { } over && Number(down) is { } under)
            frames = frames * over / under;
        return new(frames, Number(reader.GetAttribute("tickRate", Parameters)) ?? 1);
    }

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0
            ? value
            : null;

    /// <param name="FrameRate">Frames a second.</param>
    /// <param name="TickRate">Ticks a second.</param>
    private readonly record struct Clock(double FrameRate, double TickRate)
    {
        /// <summary>Milliseconds; null for what is no time.</summary>
        public long? Parse(string? text)
        {
            if (text is null) return null;
            var parts = text.Trim().Split(':');
            var seconds = parts.Length > 1 ? Clocked(parts) : Offset(parts[0]);
            return seconds is >= 0 and < 1_000_000 ? (long)Math.Round(seconds.Value * 1000) : null;
        }

        private double? Clocked(string[] parts)
        {
            var numbers = new double[parts.Length];
            for (var i = 0; i < parts.Length; i++)
            {
                if (!double.TryParse(parts[i], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
                    out numbers[i]))
                {
                    return null;
                }
            }

            return numbers switch
            {
                [var minutes, var seconds] => (minutes * 60) + seconds,
                [var hours, var minutes, var seconds] => (hours * 3600) + (minutes * 60) + seconds,
                [var hours, var minutes, var seconds, var frames] =>
                    (hours * 3600) + (minutes * 60) + seconds + (frames / FrameRate),
                _ => null,
            };
        }

        private double? Offset(string text)
        {
            var unit = text.TrimStart('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '.');
            if (!double.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out var value))
            {
                return null;
            }

            return unit switch
            {
                "h" => value * 3600,
                "m" => value * 60,
                "s" => value,
                "ms" => value / 1000,
                "f" => value / FrameRate,
                "t" => value / TickRate,
                _ => null,
            };
        }
    }
}
