using System.Text;

namespace Framemill.Media.Text.Captions;

/// <summary>Cues that show at the same time in the same place, one above the other.</summary>
public readonly record struct StackedCaption(
    CaptionPlace Place, string Text, IReadOnlyList<TextSpan> Spans, IReadOnlyList<CaptionWord> Words);

/// <summary>Keeps cues that overlap in time from overlapping in the frame.</summary>
public static class CaptionStacking
{
    public static IEnumerable<StackedCaption> Stack(IReadOnlyList<CaptionCue> cues)
    {
        foreach (var group in cues.GroupBy(cue => cue.Place))
        {
            // At the bottom a later cue stands above the one that is there already; elsewhere below it.
            var ordered = group.Key.Vertical == TextAlignment.End ? group.Reverse() : group;
            yield return Join(group.Key, [.. ordered]);
        }
    }

    private static StackedCaption Join(CaptionPlace place, IReadOnlyList<CaptionCue> cues)
    {
        if (cues is [var only]) return new(place, only.Text, only.Spans, CaptionWords.Of(only));
        var text = new StringBuilder();
        var spans = new List<TextSpan>();
        var words = new List<CaptionWord>();
        foreach (var cue in cues)
        {
            if (text.Length > 0) text.Append('\n');
            spans.AddRange(cue.Spans.Select(span => span with { Start = span.Start + text.Length }));
            words.AddRange(CaptionWords.Of(cue).Select(word => word with { Start = word.Start + text.Length }));
            text.Append(cue.Text);
        }

        return new(place, text.ToString(), spans, words);
    }
}
