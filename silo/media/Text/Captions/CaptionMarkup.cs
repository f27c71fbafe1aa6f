using System.Text;
using Framemill.Media.Edits;

namespace Framemill.Media.Text.Captions;

/// <summary>A cue's text without its markup, and what the markup said.</summary>
internal sealed record MarkedText(
    string Text, IReadOnlyList<TextSpan> Spans, IReadOnlyList<CaptionMark> Marks, CaptionPlace Place);

/// <summary>
/// Takes tags out of a cue's text. Tags that are not known, not closed or closed in a wrong order do no harm.
/// </summary>
internal sealed class CaptionMarkup
{
    private static readonly Dictionary<string, string> Entities = new(StringComparer.Ordinal)
    {
        ["amp"] = "&", ["lt"] = "<", ["gt"] = ">", ["quot"] = "\"", ["apos"] = "'", ["nbsp"] = "\u00A0",
        ["lrm"] = "\u200E", ["rlm"] = "\u200F",
    };

    private readonly StringBuilder _text = new();
    private readonly List<(string Tag, int Start)> _open = [];
    private readonly List<TextSpan> _spans = [];
    private readonly List<CaptionMark> _marks = [];
    private CaptionPlace _place = CaptionPlace.Default;
    private int _hiddenDepth;

    public static MarkedText ReadSrt(string source) => new CaptionMarkup().Read(source, hasBraces: true);

    public static MarkedText ReadVtt(string source) => new CaptionMarkup().Read(source, hasBraces: false);

    private MarkedText Read(string source, bool hasBraces)
    {
        for (var i = 0; i < source.Length; i++)
        {
            var taken = source[i] switch
            {
                '<' => Tag(source.AsSpan(i)),
                '&' => Entity(source.AsSpan(i)),
                '{' when hasBraces => Override(source.AsSpan(i)),
                _ => 0,
            };
            if (taken > 0)
                i += taken - 1;
            else if (_hiddenDepth == 0)
                _text.Append(source[i]);
        }

        while (_open.Count > 0) Close(_open.Count - 1);
        return new(_text.ToString(), _spans, _marks, _place);
    }

    /// <summary>Returns how many characters the tag takes; none where it is only a less-than sign.</summary>
    private int Tag(ReadOnlySpan<char> source)
    {
        var end = source.IndexOf('>');
        if (end < 0 || source[..end].Contains('\n')) return 0;
        var inner = source[1..end];
        if (inner.Length == 0 || !(char.IsAsciiLetterOrDigit(inner[0]) || inner[0] == '/')) return 0;
        if (char.IsAsciiDigit(inner[0]))
        {
            if (CaptionTiming.ParseTime(inner) is not { } time) return 0;
            _marks.Add(new(_text.Length, time));
            return end + 1;
        }

        if (inner[0] == '/')
            CloseNamed(inner[1..].Trim().ToString());
        else
            Open(inner.Trim().ToString());
        return end + 1;
    }

    private void Open(string tag)
    {
        _open.Add((tag, _text.Length));
        // The reading aids above or below a word would stand inside the line: leave them out.
        if (NameOf(tag) == "rt") _hiddenDepth++;
    }

    private void CloseNamed(string name)
    {
        name = NameOf(name);
        var index = _open.FindLastIndex(open => NameOf(open.Tag) == name);
        if (index >= 0) Close(index);
    }

    private void Close(int index)
    {
        var (tag, start) = _open[index];
        _open.RemoveAt(index);
        var span = new TextSpan(start, _text.Length - start);
        switch (NameOf(tag))
        {
            case "rt": _hiddenDepth--; break;
            case "b": _spans.Add(span with { Weight = 700 }); break;
            case "i": _spans.Add(span with { Italic = true }); break;
            case "u": _spans.Add(span with { Underline = true }); break;
            case "c": AddClass(span, tag); break;
            case "font": AddFont(span, tag); break;
        }
    }

    private void AddClass(TextSpan span, string tag)
    {
        foreach (var name in tag.Split('.').Skip(1))
        {
            if (CaptionColours.Named(name) is { } colour) _spans.Add(span with { Colour = colour });
        }
    }

    private void AddFont(TextSpan span, string tag)
    {
        var at = tag.IndexOf("color", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return;
        var value = tag[(at + 5)..].TrimStart(' ', '=').Trim('"', '\'', ' ');
        var length = value.AsSpan().IndexOfAny('"', '\'', ' ');
        if (length >= 0) value = value[..length];
        if (CaptionColours.Parse(value) is { } colour) _spans.Add(span with { Colour = colour });
    }

    private int Entity(ReadOnlySpan<char> source)
    {
        var end = source.IndexOf(';');
        if (end is < 2 or > 8) return 0;
        if (!Entities.TryGetValue(source[1..end].ToString(), out var text)) return 0;
        if (_hiddenDepth == 0) _text.Append(text);
        return end + 1;
    }

    /// <summary>An override of SubStation: only where it stands in the frame is of use here.</summary>
    private int Override(ReadOnlySpan<char> source)
    {
        var end = source.IndexOf('}');
        if (end < 2 || source[1] != '\\') return 0;
        var inner = source[2..end];
        if (inner.Length == 3 && inner.StartsWith("an") && char.IsAsciiDigit(inner[2]))
            _place = CaptionPlace.FromKeypad(inner[2] - '0');
        return end + 1;
    }

    private static string NameOf(string tag)
    {
        var end = tag.AsSpan().IndexOfAny(" \t.");
        return (end < 0 ? tag : tag[..end]).ToLowerInvariant();
    }
}
