using System.Text;

namespace Framemill.Media.Text.Captions;

/// <summary>
/// Reads caption files as they are found: any line ending, any Unicode encoding, with or without a byte order mark.
/// A cue whose times cannot be read is left out; the others stay.
/// </summary>
public static class CaptionFile
{
    // What Windows-1252 has where Latin-1 has control characters.
    private const string WindowsLetters =
        "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static IReadOnlyList<CaptionCue> Read(ReadOnlySpan<byte> file) => Parse(Decode(file));

    public static IReadOnlyList<CaptionCue> Parse(string text)
    {
        text = text.TrimStart('\uFEFF');
        if (TtmlReader.IsTtml(text)) return [.. TtmlReader.Read(text).OrderBy(cue => cue.StartMilliseconds)];
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var cues = lines[0].StartsWith("WEBVTT", StringComparison.Ordinal)
            ? VttReader.Read(lines)
            : SrtReader.Read(lines);
        // Sorting is stable: cues of the same begin stay in the order of the file.
        return [.. cues.OrderBy(cue => cue.StartMilliseconds)];
    }

    internal static string Decode(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith<byte>([0xEF, 0xBB, 0xBF])) return Encoding.UTF8.GetString(file[3..]);
        if (file.StartsWith<byte>([0xFF, 0xFE])) return Encoding.Unicode.GetString(file[2..]);
        if (file.StartsWith<byte>([0xFE, 0xFF])) return Encoding.BigEndianUnicode.GetString(file[2..]);
        // Both formats begin with an ASCII character, so a nought beside it tells 16-bit text.
        if (file.Length >= 2 && file[0] != 0 && file[1] == 0) return Encoding.Unicode.GetString(file);
        if (file.Length >= 2 && file[0] == 0 && file[1] != 0) return Encoding.BigEndianUnicode.GetString(file);
        try
        {
            return StrictUtf8.GetString(file);
        }
        catch (DecoderFallbackException)
        {
            return string.Create(file.Length, file, static (text, bytes) =>
            {
                for (var i = 0; i < bytes.Length; i++)
                    text[i] = bytes[i] is >= 0x80 and < 0xA0 ? WindowsLetters[bytes[i] - 0x80] : (char)bytes[i];
            });
        }
    }
}
