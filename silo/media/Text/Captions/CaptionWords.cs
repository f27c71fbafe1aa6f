namespace Framemill.Media.Text.Captions;

/// <summary>A word of a cue and when it begins to be spoken.</summary>
public readonly record struct CaptionWord(int Start, int Length, long Milliseconds);

/// <summary>
/// Finds the words of a cue and their times: those that the file tells, or else by the length of the words.
/// </summary>
public static class CaptionWords
{
    public static IReadOnlyList<CaptionWord> Of(CaptionCue cue)
    {
        var words = Split(cue.Text);
        return cue.Marks.Count > 0 ? ByMarks(cue, words) : ByLength(cue, words);
    }

    /// <summary>The word that is being spoken, or -1 before the first.</summary>
    public static int At(IReadOnlyList<CaptionWord> words, long milliseconds)
    {
        var active = -1;
        while (active + 1 < words.Count && words[active + 1].Milliseconds <= milliseconds) active++;
        return active;
    }

    private static List<(int Start, int Length)> Split(string text)
    {
        var words = new List<(int, int)>();
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            while (i < text.Length && !char.IsWhiteSpace(text[i])) i++;
            if (i > start) words.Add((start, i - start));
            else i++;
        }

        return words;
    }

    private static List<CaptionWord> ByMarks(CaptionCue cue, List<(int Start, int Length)> words)
    {
        var timed = new List<CaptionWord>();
        foreach (var (start, length) in words)
        {
            // The last mark at or before the word's end speaks for it.
            var time = cue.StartMilliseconds;
            foreach (var mark in cue.Marks)
            {
                if (mark.Position < start + length) time = mark.Milliseconds;
            }

            timed.Add(new(start, length, time));
        }

        return timed;
    }

    private static List<CaptionWord> ByLength(CaptionCue cue, List<(int Start, int Length)> words)
    {
        // A word takes a moment of its own besides its letters.
        const int Pause = 2;
        var total = Math.Max(1, words.Sum(word => word.Length + Pause));
        var duration = cue.EndMilliseconds - cue.StartMilliseconds;
        var timed = new List<CaptionWord>();
        var spoken = 0L;
        foreach (var (start, length) in words)
        {
            timed.Add(new(start, length, cue.StartMilliseconds + (duration * spoken / total)));
            spoken += length + Pause;
        }

        return timed;
    }
}
