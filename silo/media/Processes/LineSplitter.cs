using System.Text;

namespace Framemill.Media.Processes;

/// <summary>
/// Cuts a stream of text into lines. Progress output ends lines with a carriage return: that counts too.
/// </summary>
internal sealed class LineSplitter
{
    private const int LineCharsMax = 64 * 1024;
    private readonly StringBuilder _open = new();

    public string Rest => _open.ToString();

    public IReadOnlyList<string> Add(ReadOnlySpan<char> text)
    {
        var lines = new List<string>();
        while (text.IndexOfAny('\n', '\r') is var end and >= 0)
        {
            if (_open.Length > 0 || end > 0) lines.Add(_open.Append(text[..end]).ToString());
            _open.Clear();
            text = text[(end + 1)..];
        }

        if (_open.Length + text.Length <= LineCharsMax) _open.Append(text);
        return lines;
    }
}
