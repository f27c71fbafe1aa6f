using Framemill.Media.Edits;
using Framemill.Media.Text.Captions;

namespace Framemill.Media.Text.Looks;

/// <summary>How the words of a rich caption differ while they are being spoken.</summary>
public sealed class ActiveWordLook(RichCaptionAsset asset)
{
    private static readonly Rgba s_highlight = new(255, 214, 10);

    /// <summary>False where all words look the same all the time.</summary>
    public bool IsNeeded => asset.Animation.Style != CaptionAnimationStyle.None;

    /// <param name="active">The word that is being spoken, or -1.</param>
    public IReadOnlyList<TextSpan> SpansOf(IReadOnlyList<CaptionWord> words, int active) => asset.Animation.Style switch
    {
        CaptionAnimationStyle.None => [],
        CaptionAnimationStyle.Karaoke => [.. words.Take(active + 1).Select(Lit)],
        CaptionAnimationStyle.Typewriter => [.. words.Skip(active + 1).Select(Hidden)],
        _ => active < 0 ? [] : [Lit(words[active])],
    };

    private TextSpan Lit(CaptionWord word)
    {
        var font = asset.Active?.Font;
        return new(word.Start, word.Length)
        {
            Colour = (font?.Color ?? s_highlight).WithOpacity(font?.Opacity ?? 1),
            Weight = font?.Weight,
            Background = font?.Background,
            Underline = asset.Active?.Decoration == TextDecoration.Underline,
        };
    }

    private static TextSpan Hidden(CaptionWord word) => new(word.Start, word.Length) { Colour = Rgba.Transparent };
}
