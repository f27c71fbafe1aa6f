namespace Framemill.Media.Edits.Reading;

/// <summary>Guesses what a user meant.</summary>
internal static class Spelling
{
    private const int LengthMax = 48;

    /// <summary>Words that other tools use for what the contract calls something else.</summary>
    private static readonly Dictionary<string, string[]> Synonyms = new(StringComparer.OrdinalIgnoreCase)
    {
        ["duration"] = ["length"],
        ["url"] = ["src"],
        ["source"] = ["src"],
        ["align"] = ["alignment"],
        ["alignment"] = ["align"],
        ["name"] = ["family"],
        ["transitions"] = ["transition"],
        ["rotate"] = ["transform", "angle"],
        ["webhook"] = ["callback"],
        ["colour"] = ["color"],
        ["text-align"] = ["align", "alignment"],
        ["at"] = ["start"],
    };

    /// <summary>The known word that is nearest; null when none is near.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        if (word.Length > LengthMax)
            return null;
        var words = known as IReadOnlyCollection<string> ?? [.. known];
        if (Synonyms.TryGetValue(word, out var synonyms)
            && Array.Find(synonyms, s => words.Contains(s, StringComparer.Ordinal)) is { } synonym)
        {
            return synonym;
        }

        string? nearest = null;
        var least = Math.Max(1, word.Length / 3) + 1;
        foreach (var candidate in words)
        {
            var distance = Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < least)
                (least, nearest) = (distance, candidate);
        }

        return nearest;
    }

    /// <summary>How many letters must be put in, left out, changed or swapped with their neighbour.</summary>
    private static int Distance(string left, string right)
    {
        if (right.Length > LengthMax)
            return int.MaxValue;
        Span<int> beforeLast = stackalloc int[right.Length + 1];
        Span<int> last = stackalloc int[right.Length + 1];
        Span<int> current = stackalloc int[right.Length + 1];
        for (var j = 0; j <= right.Length; j++)
            last[j] = j;
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var changed = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
                current[j] = Math.Min(changed, Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
            }

            last.CopyTo(beforeLast);
            current.CopyTo(last);
        }

        return last[right.Length];
    }
}
