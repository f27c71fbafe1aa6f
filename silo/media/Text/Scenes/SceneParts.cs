using System.Globalization;

namespace Framemill.Media.Text.Scenes;

/// <summary>Gathers clusters into the parts that move. Pure.</summary>
internal static class SceneParts
{
    /// <param name="clusters">In the order of the text.</param>
    /// <param name="ranges">In the order of the text; what lies between two belongs to the one before.</param>
    public static List<ScenePart> Of(
        IReadOnlyList<SceneCluster> clusters, IReadOnlyList<(int Start, int Length)> ranges)
    {
        var parts = new List<ScenePart>(ranges.Count);
        var next = 0;
        for (var i = 0; i < ranges.Count; i++)
        {
            var first = next;
            var end = i + 1 < ranges.Count ? ranges[i + 1].Start : int.MaxValue;
            while (next < clusters.Count && clusters[next].Start < end) next++;
            parts.Add(Bounded(clusters, first, next, ranges[i]));
        }

        return parts;
    }

    public static IReadOnlyList<(int Start, int Length)> Whole(string text) => [(0, text.Length)];

    /// <summary>Letter by letter, but words whose letters join stay whole.</summary>
    public static IReadOnlyList<(int Start, int Length)> Letters(IReadOnlyList<SceneCluster> clusters, string text)
    {
        var ranges = new List<(int Start, int Length)>();
        var joined = TextWords.Split(text)
            .Where(word => TextWords.IsJoining(text.AsSpan(word.Start, word.Length))).ToList();
        var next = 0;
        foreach (var cluster in clusters)
        {
            if (cluster.IsSpace || cluster.Length == 0) continue;
            while (next < joined.Count && joined[next].Start + joined[next].Length <= cluster.Start) next++;
            if (next == joined.Count || cluster.Start < joined[next].Start)
                AddLetter(ranges, cluster, text);
            else if (ranges.Count == 0 || ranges[^1] != joined[next])
                ranges.Add(joined[next]);
        }

        return ranges;
    }

    /// <summary>Marks belong to their letter, and a consonant without its vowel to the one that follows.</summary>
    private static void AddLetter(List<(int Start, int Length)> ranges, in SceneCluster cluster, string text)
    {
        if (ranges.Count > 0 && ranges[^1] is var last && last.Start + last.Length == cluster.Start
            && (IsVirama(text[cluster.Start - 1]) || IsMark(text, cluster.Start)))
        {
            ranges[^1] = (last.Start, last.Length + cluster.Length);
            return;
        }

        ranges.Add((cluster.Start, cluster.Length));
    }

    private static bool IsMark(string text, int at) =>
        CharUnicodeInfo.GetUnicodeCategory(text, at) is UnicodeCategory.NonSpacingMark
            or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static bool IsVirama(char value) => value is '\u094D' or '\u09CD' or '\u0A4D' or '\u0ACD' or '\u0B4D'
        or '\u0C4D' or '\u0CCD' or '\u0D4D' or '\u0DCA' or '\u1039' or '\u17D2';

    private static ScenePart Bounded(
        IReadOnlyList<SceneCluster> clusters, int first, int end, (int Start, int Length) range)
    {
        var area = TextArea.Empty;
        var lead = first < end ? clusters[first] : default;
        for (var i = first; i < end; i++)
        {
            var cluster = clusters[i];
            if (cluster.IsSpace || cluster.Start < range.Start || cluster.Start >= range.Start + range.Length)
                continue;
            if (area.IsEmpty) lead = cluster;
            area = area.Joined(cluster.Box);
        }

        return new()
        {
            Start = range.Start,
            Length = range.Length,
            FirstCluster = first,
            EndCluster = end,
            X = area.X,
            Y = area.Y,
            Width = area.Width,
            Height = area.Height,
            Baseline = lead.Baseline,
            Line = lead.Line,
            IsRightToLeft = lead.IsRightToLeft,
        };
    }
}
