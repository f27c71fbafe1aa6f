namespace Framemill.Media.Text.Captions;

/// <summary>A word of a cue, when it begins to be spoken and when it has been.</summary>
/// <param name="Start">UTF-16 units into the cue's text.</param>
public readonly record struct CaptionWord(int Start, int Length, long Milliseconds, long EndMilliseconds);

/// <summary>
/// Finds the words of a cue and their times: those that the file tells; where it tells none, by the length of the
/// words.
/// </summary>
public static class CaptionWords
{
    // A word takes a moment of its own besides its letters.
    private const int Pause = 2;

    /// <summary>In the order of the text, which is the order of their times.</summary>
    public static IReadOnlyList<CaptionWord> Of(CaptionCue cue)
    {
        var words = TextWords.Split(cue.Text);
        var timed = new List<CaptionWord>(words.Count);
        var at = cue.StartMilliseconds;
        for (var first = 0; first < words.Count;)
        {
            // Words up to the next mark share the time between the marks.
            var own = MarkOf(cue, words[first]);
            if (own is { } mark) at = Clamp(cue, mark, at);
            var end = first + 1;
            while (end < words.Count && MarkOf(cue, words[end]) is null) end++;
            var last = words[end - 1];
            var until = Clamp(cue, NextMark(cue, last.Start + last.Length), at);
            Share(timed, words, first, end, at, until);
            first = end;
        }

        return timed;
    }

    /// <summary>The word that is being spoken or was spoken last, or -1 before the first.</summary>
    public static int At(IReadOnlyList<CaptionWord> words, long milliseconds)
    {
        var active = -1;
        while (active + 1 < words.Count && words[active + 1].Milliseconds <= milliseconds) active++;
        return active;
    }

    private static void Share(
        List<CaptionWord> timed, IReadOnlyList<(int Start, int Length)> words, int first, int end, long from,
        long until)
    {
        var total = 0L;
        for (var i = first; i < end; i++) total += words[i].Length + Pause;
        var spoken = 0L;
        for (var i = first; i < end; i++)
        {
            var start = from + ((until - from) * spoken / total);
            spoken += words[i].Length + Pause;
            timed.Add(new(words[i].Start, words[i].Length, start, from + ((until - from) * spoken / total)));
        }
    }

    /// <summary>The mark that stands before the word or inside it; null for none.</summary>
    private static long? MarkOf(CaptionCue cue, (int Start, int Length) word)
    {
        long? time = null;
        var from = PreviousEnd(cue.Text, word.Start);
        foreach (var mark in cue.Marks)
        {
            if (mark.Position >= from && mark.Position < word.Start + word.Length) time = mark.Milliseconds;
        }

        return time;
    }

    /// <summary>Where the spaces before a word begin: a mark may stand on either side of them.</summary>
    private static int PreviousEnd(string text, int start)
    {
        while (start > 0 && char.IsWhiteSpace(text[start - 1])) start--;
        return start;
    }

    private static long NextMark(CaptionCue cue, int from)
    {
        foreach (var mark in cue.Marks)
        {
            if (mark.Position >= from) return mark.Milliseconds;
        }

        return cue.EndMilliseconds;
    }

    private static long Clamp(CaptionCue cue, long time, long earliest) =>
        Math.Clamp(time, earliest, Math.Max(earliest, cue.EndMilliseconds));
}
