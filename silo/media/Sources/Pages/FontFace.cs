using System.Buffers.Binary;
using System.Globalization;

namespace Framemill.Media.Sources.Pages;

/// <summary>
/// What a page must be told of a font: the family names that are stored in it, its weight and its slant. A font that
/// cannot be read tells nothing; whether it is one is the browser's to judge.
/// </summary>
public sealed record FontFace
{
    private const int FamilyName = 1, TypographicFamilyName = 16, Unicode = 0, Windows = 3;

    public IReadOnlyList<string> Families { get; private init; } = [];

    /// <summary>As CSS has it: one number, or the ends of a variable font's range.</summary>
    public string Weight { get; private init; } = "400";

    public bool IsItalic { get; private init; }

    public static FontFace Read(ReadOnlySpan<byte> font)
    {
        if (Table(font, "name"u8) is not { IsEmpty: false } names) return new();
        var metrics = Table(font, "OS/2"u8);
        var isVariable = !Table(font, "fvar"u8).IsEmpty;
        return new()
        {
            Families = [.. Names(names).Distinct(StringComparer.OrdinalIgnoreCase)],
            Weight = isVariable ? "1 1000"
                : metrics.Length < 6 ? "400"
                : Math.Clamp((int)Word(metrics, 4), 1, 1000).ToString(CultureInfo.InvariantCulture),
            IsItalic = metrics.Length >= 64 && (Word(metrics, 62) & 1) != 0,
        };
    }

    /// <summary>The rule that gives a page the font under a name.</summary>
    public string Css(string family, ReadOnlySpan<byte> font)
    {
        var name = string.Concat(family.Where(c => c is not ('"' or '\\' or '<' or '>') && !char.IsControl(c)));
        return $"@font-face{{font-family:\"{name}\";font-weight:{Weight};font-style:{(IsItalic ? "italic" : "normal")};"
            + $"src:url(data:font/opentype;base64,{Convert.ToBase64String(font)})}}";
    }

    private static ReadOnlySpan<byte> Table(ReadOnlySpan<byte> font, ReadOnlySpan<byte> tag)
    {
        if (font.Length < 12) return default;
        int tables = Word(font, 4);
        for (var i = 0; i < tables && font.Length >= 28 + (i * 16); i++)
        {
            var entry = font.Slice(12 + (i * 16), 16);
            if (!entry[..4].SequenceEqual(tag)) continue;
            var offset = BinaryPrimitives.ReadUInt32BigEndian(entry[8..]);
            var length = BinaryPrimitives.ReadUInt32BigEndian(entry[12..]);
            return offset + (ulong)length <= (ulong)font.Length ? font.Slice((int)offset, (int)length) : default;
        }

        return default;
    }

    private static List<string> Names(ReadOnlySpan<byte> table)
    {
        var found = new List<string>();
        if (table.Length < 6) return found;
        int count = Word(table, 2), texts = Word(table, 4);
        for (var i = 0; i < count && table.Length >= 18 + (i * 12); i++)
        {
            var record = table.Slice(6 + (i * 12), 12);
            if (Word(record, 6) is not (FamilyName or TypographicFamilyName)) continue;
            if (Word(record, 0) is not (Unicode or Windows)) continue;
            int length = Word(record, 8), at = texts + Word(record, 10);
            if (at + length > table.Length || length == 0) continue;
            found.Add(System.Text.Encoding.BigEndianUnicode.GetString(table.Slice(at, length)));
        }

        return found;
    }

    private static ushort Word(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
}
