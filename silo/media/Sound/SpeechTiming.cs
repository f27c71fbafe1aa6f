namespace Framemill.Media.Sound;

/// <summary>A word of a spoken text and when it sounds, in milliseconds from the begin of the sound.</summary>
/// <param name="Start">UTF-16 units into the text.</param>
public readonly record struct SpokenWord(int Start, int Length, long Milliseconds, long EndMilliseconds);

/// <summary>
/// Finds out when the words of a synthetic voice sound. The voice tells no times, but it takes a loudness for each
/// word: spoken once evenly and once with loudness that changes from word to word, the two sounds have the same
/// length, and how much softer the second is at a moment tells whose moment it is. Pure.
/// </summary>
internal static class SpeechTiming
{
    /// <summary>In hundredths, one after the other, over and over: neighbours are easy to tell apart.</summary>
    public static ReadOnlySpan<int> Levels => [100, 70, 50, 35];

    // Seconds of sound that are judged as one, and how soft they may be to be judged at all.
    private const int WindowsPerSecond = 200;
    private const int AudibleMean = 60;

    /// <param name="tokens">What was spoken, in order: each with a loudness of its own.</param>
    /// <param name="samples">Of the sound as it is kept, without any change of loudness.</param>
    public static IReadOnlyList<SpokenWord> Words(
        IReadOnlyList<(int Start, int Length)> tokens, WaveFile even, WaveFile uneven, int samples)
    {
        if (tokens.Count == 0) return [];
        var window = Math.Max(1, even.Rate / WindowsPerSecond);
        var levels = LevelsOf(even, uneven, window);
        var firsts = FirstWindows(levels, tokens.Count);
        // To be told a loudness takes the voice a few milliseconds a word, which the kept sound does not have.
        var extra = (even.Samples.Length - samples) / (double)tokens.Count;
        var words = new List<SpokenWord>(tokens.Count);
        for (var i = 0; i < tokens.Count; i++)
        {
            var next = i + 1 < tokens.Count ? firsts[i + 1] : levels.Length;
            var first = firsts[i];
            while (first < next && levels[first] < 0) first++;
            var end = next;
            while (end > first && levels[end - 1] < 0) end--;
            if (first == next) (first, end) = (firsts[i], firsts[i]);
            words.Add(new(tokens[i].Start, tokens[i].Length, Time(first, i), Time(end, i)));
        }

        return Ordered(words);

        long Time(int at, int before) =>
            (long)Math.Round(Math.Clamp((at * (double)window) - (extra * before), 0, samples) * 1000 / even.Rate);
    }

    /// <summary>Which level each window was spoken at; negative where too little sounds to tell.</summary>
    private static int[] LevelsOf(WaveFile even, WaveFile uneven, int window)
    {
        var count = Math.Min(even.Samples.Length, uneven.Samples.Length) / window;
        var levels = new int[count];
        for (var i = 0; i < count; i++)
        {
            var loud = Sum(even.Samples.AsSpan(i * window, window));
            var soft = Sum(uneven.Samples.AsSpan(i * window, window));
            levels[i] = loud < (long)AudibleMean * window ? -1 : Nearest(soft / (double)loud);
        }

        return levels;
    }

    private static int Nearest(double ratio)
    {
        var best = 0;
        for (var i = 1; i < Levels.Length; i++)
        {
            if (Distance(i) < Distance(best)) best = i;
        }

        return best;

        double Distance(int level) => Math.Abs(Math.Log(Math.Max(0.01, ratio) * 100 / Levels[level]));
    }

    /// <summary>Where each word begins: where a run of windows is heard at its level.</summary>
    private static int[] FirstWindows(int[] levels, int words)
    {
        var firsts = new int[words];
        var word = 0;
        for (var i = 0; i < levels.Length && word + 1 < words; i++)
        {
            if (levels[i] < 0) continue;
            // The farther a word is, the more must speak for it: those between would have made no sound.
            for (var ahead = 1; ahead < Levels.Length && word + ahead < words; ahead++)
            {
                if (!HasRun(levels, i, (word + ahead) % Levels.Length, ahead * 2)) continue;
                for (var j = 1; j <= ahead; j++) firsts[word + j] = i;
                word += ahead;
                break;
            }
        }

        // Words that were never heard come last.
        for (var i = word + 1; i < words; i++) firsts[i] = levels.Length;
        return firsts;
    }

    private static bool HasRun(int[] levels, int from, int level, int length)
    {
        for (var i = from; i < from + length; i++)
        {
            if (i >= levels.Length || levels[i] != level) return false;
        }

        return true;
    }

    private static long Sum(ReadOnlySpan<short> samples)
    {
        var sum = 0L;
        foreach (var sample in samples) sum += Math.Abs((int)sample);
        return sum;
    }

    private static List<SpokenWord> Ordered(List<SpokenWord> words)
    {
        for (var i = 1; i < words.Count; i++)
        {
            var start = Math.Max(words[i].Milliseconds, words[i - 1].Milliseconds);
            var end = Math.Max(start, words[i].EndMilliseconds);
            words[i] = words[i] with { Milliseconds = start, EndMilliseconds = end };
            if (words[i - 1].EndMilliseconds > start) words[i - 1] = words[i - 1] with { EndMilliseconds = start };
        }

        return words;
    }
}
