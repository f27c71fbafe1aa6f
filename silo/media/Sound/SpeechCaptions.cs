using System.Globalization;
using System.Text;
using Framemill.Media.Text;

namespace Framemill.Media.Sound;

/// <summary>Writes spoken words down as WebVTT, with the time of each word. Pure.</summary>
internal static class SpeechCaptions
{
    private const int CueCharactersMax = 48;
    private const int ClauseCharactersMin = 20;
    private const long PauseMilliseconds = 150;
    private const long LongPauseMilliseconds = 700;

    public static string Write(string text, IReadOnlyList<SpokenWord> spoken)
    {
        var vtt = new StringBuilder("WEBVTT\n");
        var words = spoken.SelectMany(word => Parts(text, word)).ToList();
        for (var first = 0; first < words.Count;)
        {
            var end = EndOfCue(text, words, first);
            WriteCue(vtt, text, words, first, end);
            first = end;
        }

        return vtt.ToString();
    }

    /// <summary>Scripts without spaces are timed in long runs: their parts share the time.</summary>
    private static IEnumerable<SpokenWord> Parts(string text, SpokenWord word)
    {
        var parts = TextWords.Split(text.Substring(word.Start, word.Length));
        if (parts.Count < 2) return [word];
        var time = word.EndMilliseconds - word.Milliseconds;
        return parts.Select(part => new SpokenWord(
            word.Start + part.Start, part.Length, word.Milliseconds + (time * part.Start / word.Length),
            word.Milliseconds + (time * (part.Start + part.Length) / word.Length)));
    }

    /// <summary>A phrase too long for one cue is shared out evenly: no cue of one left-over word.</summary>
    private static int EndOfCue(string text, List<SpokenWord> words, int first)
    {
        var end = EndOfPhrase(text, words, first);
        var length = LengthOf(words, first, end);
        if (length <= CueCharactersMax) return end;
        var cues = (length + CueCharactersMax - 1) / CueCharactersMax;
        var share = Math.Min(CueCharactersMax, (length / cues) + 4);
        var at = first + 1;
        while (at < end && LengthOf(words, first, at + 1) <= share) at++;
        return at;
    }

    private static int LengthOf(List<SpokenWord> words, int first, int end) =>
        words[end - 1].Start + words[end - 1].Length - words[first].Start;

    private static int EndOfPhrase(string text, List<SpokenWord> words, int first)
    {
        for (var i = first; i < words.Count; i++)
        {
            var length = LengthOf(words, first, i + 1);
            var last = text[words[i].Start + words[i].Length - 1];
            var endsSentence = last is '.' or '!' or '?' or '…' or '。' or '！' or '？' or '؟' or '।';
            var endsClause = last is ',' or ';' or ':' or '、' or '，' or '；' or '，' or '،';
            var rests = i + 1 < words.Count
                && words[i + 1].Milliseconds - words[i].EndMilliseconds >= LongPauseMilliseconds;
            if (endsSentence || rests || (endsClause && length >= ClauseCharactersMin)) return i + 1;
        }

        return words.Count;
    }

    private static void WriteCue(StringBuilder vtt, string text, List<SpokenWord> words, int first, int end)
    {
        // A cue stays until the next one comes, unless there is a pause.
        var until = words[end - 1].EndMilliseconds;
        if (end < words.Count && words[end].Milliseconds - until < LongPauseMilliseconds)
            until = words[end].Milliseconds;
        until = Math.Max(until, words[first].Milliseconds + 1);
        vtt.Append('\n').Append(Time(words[first].Milliseconds)).Append(" --> ").Append(Time(until)).Append('\n');
        for (var i = first; i < end; i++)
        {
            var word = words[i];
            vtt.Append('<').Append(Time(word.Milliseconds)).Append('>');
            Escape(vtt, text.AsSpan(word.Start, word.Length));
            if (i + 1 == end) continue;
            if (words[i + 1].Milliseconds - word.EndMilliseconds >= PauseMilliseconds)
                vtt.Append('<').Append(Time(word.EndMilliseconds)).Append('>');
            if (words[i + 1].Start > word.Start + word.Length) vtt.Append(' ');
        }

        vtt.Append('\n');
    }

    private static void Escape(StringBuilder vtt, ReadOnlySpan<char> word)
    {
        foreach (var character in word)
        {
            switch (character)
            {
                case '&': vtt.Append("&amp;"); break;
                case '<': vtt.Append("&lt;"); break;
                case '>': vtt.Append("&gt;"); break;
                case var c when char.IsControl(c): vtt.Append(' '); break;
                default: vtt.Append(character); break;
            }
        }
    }

    private static string Time(long milliseconds)
    {
        var (seconds, rest) = Math.DivRem(milliseconds, 1000);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}.{rest:000}");
    }
}
