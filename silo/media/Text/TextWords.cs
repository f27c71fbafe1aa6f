namespace Framemill.Media.Text;

/// <summary>
/// Where the words of a text lie: between spaces, and in Chinese and Japanese, which have none, character by
/// character. Punctuation stays with the word that it follows.
/// </summary>
public static class TextWords
{
    public static IReadOnlyList<(int Start, int Length)> Split(string text)
    {
        var words = new List<(int Start, int Length)>();
        var start = -1;
        var endsWithIdeograph = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsLowSurrogate(text[i])) continue;
            if (char.IsWhiteSpace(text[i]))
            {
                End(i);
                continue;
            }

            var rune = System.Text.Rune.TryGetRuneAt(text, i, out var found) ? found.Value : text[i];
            var isIdeograph = IsIdeograph(rune);
            var isBorder = (isIdeograph || endsWithIdeograph) && !IsClinging(text[i]) && !IsOpening(text, i - 1);
            if (start >= 0 && isBorder) End(i);
            if (start < 0) start = i;
            endsWithIdeograph = isIdeograph || (endsWithIdeograph && IsClinging(text[i]));
        }

        End(text.Length);
        return words;

        void End(int at)
        {
            if (start >= 0) words.Add((start, at - start));
            start = -1;
            endsWithIdeograph = false;
        }
    }

    /// <summary>True where letters join so that a word must not be taken apart.</summary>
    public static bool IsJoining(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is (>= 0x0600 and <= 0x07FF) or (>= 0x0840 and <= 0x08FF) or (>= 0x1800 and <= 0x18AF)
                or (>= 0xA840 and <= 0xA87F) or (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF)
                or (>= 0x10D00 and <= 0x10D3F) or (>= 0x1E900 and <= 0x1E95F))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsIdeograph(int rune) => rune is (>= 0x3041 and <= 0x30FF) or (>= 0x3400 and <= 0x4DBF)
        or (>= 0x4E00 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x323AF);

    /// <summary>Marks, closing punctuation and the small and long kana never begin a word.</summary>
    private static bool IsClinging(char value) =>
        char.GetUnicodeCategory(value) is System.Globalization.UnicodeCategory.NonSpacingMark
            or System.Globalization.UnicodeCategory.EnclosingMark
            or System.Globalization.UnicodeCategory.SpacingCombiningMark
            or System.Globalization.UnicodeCategory.ClosePunctuation
            or System.Globalization.UnicodeCategory.FinalQuotePunctuation
            or System.Globalization.UnicodeCategory.OtherPunctuation
            || value is 'ー' or 'ァ' or 'ィ' or 'ゥ' or 'ェ' or 'ォ' or 'ッ' or 'ャ' or 'ュ' or 'ョ' or 'ぁ' or 'ぃ'
                or 'ぅ' or 'ぇ' or 'ぉ' or 'っ' or 'ゃ' or 'ゅ' or 'ょ';

    private static bool IsOpening(string text, int at) =>
        at >= 0 && char.GetUnicodeCategory(text[at]) is System.Globalization.UnicodeCategory.OpenPunctuation
            or System.Globalization.UnicodeCategory.InitialQuotePunctuation;
}
