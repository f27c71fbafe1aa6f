using System.Text;

namespace Framemill.Media.Text;

/// <summary>
/// Guesses the language where it decides which glyph is right: Chinese, Japanese and Korean share code points but
/// not their shapes. Everything else is told by the script alone.
/// </summary>
internal static class TextLanguage
{
    public static string Guess(string text)
    {
        var hasHan = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsKana(rune)) return "ja";
            if (IsHangul(rune)) return "ko";
            hasHan |= IsHan(rune);
        }

        return hasHan ? "zh-cn" : "en";
    }

    private static bool IsKana(Rune rune) => rune.Value is (>= 0x3041 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF);

    private static bool IsHangul(Rune rune) => rune.Value is (>= 0xAC00 and <= 0xD7A3) or (>= 0x1100 and <= 0x11FF);

    private static bool IsHan(Rune rune) =>
        rune.Value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x323AF);
}
