namespace Framemill.Media.Text.Captions;

/// <summary>SubRip. Numbers before the times are ignored, present or not.</summary>
internal static class SrtReader
{
    public static IEnumerable<CaptionCue> Read(string[] lines)
    {
        var at = 0;
        while (at < lines.Length)
        {
            if (!CaptionTiming.IsTiming(lines[at]))
            {
                at++;
                continue;
            }

            var timing = CaptionTiming.Parse(lines[at++]);
            var text = new List<string>();
            while (at < lines.Length && lines[at].Trim().Length > 0 && !CaptionTiming.IsTiming(lines[at]))
                text.Add(lines[at++]);
            // Files whose blank lines got lost: the number of the next cue is not part of this one.
            if (at < lines.Length && CaptionTiming.IsTiming(lines[at]) && text.Count > 0 && IsNumber(text[^1]))
                text.RemoveAt(text.Count - 1);
            if (timing is not { } when) continue;
            var marked = CaptionMarkup.ReadSrt(string.Join('\n', text));
            if (marked.Text.Trim().Length == 0) continue;
            yield return new()
            {
                StartMilliseconds = when.StartMilliseconds,
                EndMilliseconds = when.EndMilliseconds,
                Text = marked.Text,
                Spans = marked.Spans,
                Place = marked.Place,
            };
        }
    }

    private static bool IsNumber(string line) => line.Trim() is { Length: > 0 } text && text.All(char.IsAsciiDigit);
}
