using System.Buffers;
using System.Text;

namespace Framemill.Media.Sources;

/// <summary>Tells kinds of content apart by their first bytes. Names and suffixes never count.</summary>
internal static class ContentSniffer
{
    public const int BytesWanted = 4096;

    private static readonly string[] HeifBrands =
        ["avif", "avis", "heic", "heix", "heim", "heis", "mif1", "msf1", "hevc", "hevx"];

    public static ContentKind Sniff(ReadOnlySpan<byte> head)
    {
        if (Begins(head, 0xFF, 0xD8, 0xFF)) return ContentKind.Jpeg;
        if (IsPng(head)) return ContentKind.Png;
        if (head.StartsWith("GIF87a"u8) || head.StartsWith("GIF89a"u8)) return ContentKind.Gif;
        if (head.StartsWith("RIFF"u8) && At(head, 8, "WEBP"u8)) return ContentKind.WebP;
        if (IsTiff(head)) return ContentKind.Tiff;
        if (At(head, 4, "ftyp"u8) && HeifBrands.Contains(Brand(head))) return ContentKind.Heif;
        if (head.StartsWith("%PDF-"u8)) return ContentKind.Pdf;
        if (At(head, 4, "JXL "u8) || Begins(head, 0xFF, 0x0A)) return ContentKind.JpegXl;
        return LooksLikeText(head) ? SniffText(AsText(head)) : ContentKind.Other;
    }

    private static bool Begins(ReadOnlySpan<byte> head, params ReadOnlySpan<byte> bytes) => head.StartsWith(bytes);

    private static bool IsPng(ReadOnlySpan<byte> head) =>
        Begins(head, 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A);

    private static bool IsTiff(ReadOnlySpan<byte> head) =>
        Begins(head, 0x49, 0x49, 42, 0) || Begins(head, 0x4D, 0x4D, 0, 42)
        || Begins(head, 0x49, 0x49, 43, 0) || Begins(head, 0x4D, 0x4D, 0, 43);

    private static bool At(ReadOnlySpan<byte> head, int offset, ReadOnlySpan<byte> expected) =>
        head.Length >= offset + expected.Length && head[offset..].StartsWith(expected);

    private static string Brand(ReadOnlySpan<byte> head) =>
        head.Length >= 12 ? Encoding.Latin1.GetString(head.Slice(8, 4)) : "";

    private static bool LooksLikeText(ReadOnlySpan<byte> head)
    {
        if (Begins(head, 0xFF, 0xFE) || Begins(head, 0xFE, 0xFF)) return !IsMpegAudio(head);
        foreach (var value in head)
        {
            if (value is < 0x20 and not (0x09 or 0x0A or 0x0C or 0x0D or 0x1B) or 0x7F) return false;
        }

        // Latin-1 and UTF-8 text both pass; binary data without a single control character does not get this long.
        return IsUtf8(head) || head.IndexOfAnyInRange((byte)0x80, (byte)0x9F) < 0;
    }

    // A sync word of MPEG audio may begin like a byte order mark.
    private static bool IsMpegAudio(ReadOnlySpan<byte> head) =>
        head.Length > 3 && head[0] == 0xFF && head[1] == 0xFE && head[3] != 0;

    private static bool IsUtf8(ReadOnlySpan<byte> head)
    {
        while (!head.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(head, out _, out var used);
            if (status == OperationStatus.NeedMoreData) return true;
            if (status != OperationStatus.Done) return false;
            head = head[used..];
        }

        return true;
    }

    private static string AsText(ReadOnlySpan<byte> head) =>
        Begins(head, 0xFF, 0xFE) ? Encoding.Unicode.GetString(head[2..])
        : Begins(head, 0xFE, 0xFF) ? Encoding.BigEndianUnicode.GetString(head[2..])
        : Encoding.UTF8.GetString(head);

    private static ContentKind SniffText(string text)
    {
        var start = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (StartsWith(start, "#EXTM3U") || StartsWith(start, "ffconcat") || StartsWith(start, "[playlist]")
            || start.Contains("<MPD", StringComparison.Ordinal) || StartsWith(start, "v=0\n"))
        {
            return ContentKind.Playlist;
        }

        if (StartsWith(start, "<!DOCTYPE html") || StartsWith(start, "<html")) return ContentKind.WebPage;
        if (start.Contains("<svg", StringComparison.OrdinalIgnoreCase)) return ContentKind.Svg;
        var isSubtitle = StartsWith(start, "WEBVTT") || StartsWith(start, "[Script Info]")
            || start.Contains(" --> ", StringComparison.Ordinal)
            || start.Contains("<tt ", StringComparison.Ordinal) || start.Contains("<tt:tt", StringComparison.Ordinal);
        return isSubtitle ? ContentKind.Subtitle : ContentKind.Text;
    }

    private static bool StartsWith(string text, string word) =>
        text.StartsWith(word, StringComparison.OrdinalIgnoreCase);
}
