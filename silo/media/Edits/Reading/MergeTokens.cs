using System.Text;

namespace Framemill.Media.Edits.Reading;

/// <summary>Finds the tokens of merge fields, such as {{ NAME }}, in text.</summary>
internal static class MergeTokens
{
    private const string Open = "{{";
    private const string Close = "}}";

    /// <summary>The name when the text is one token and nothing else; null otherwise.</summary>
    public static string? OnlyToken(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (!trimmed.StartsWith(Open, StringComparison.Ordinal) || !trimmed.EndsWith(Close, StringComparison.Ordinal)
            || trimmed.Length < Open.Length + Close.Length)
        {
            return null;
        }

        var name = trimmed[Open.Length..^Close.Length].Trim();
        return name.IsEmpty || name.Contains('{') || name.Contains('}') ? null : name.ToString();
    }

    /// <summary>
    /// Puts text in the place of each token that <paramref name="find"/> knows; others stay as they are.
    /// </summary>
    public static string Fill(string text, Func<string, string?> find)
    {
        var open = text.IndexOf(Open, StringComparison.Ordinal);
        if (open < 0)
            return text;
        var filled = new StringBuilder(text.Length);
        var done = 0;
        while (open >= 0)
        {
            var close = text.IndexOf(Close, open + Open.Length, StringComparison.Ordinal);
            if (close < 0)
                break;

            // Of "{{ {{ NAME }}" the inner pair is the token.
            open = text.LastIndexOf(Open, close - 1, close - open, StringComparison.Ordinal);
            var name = text.AsSpan(open + Open.Length, close - open - Open.Length).Trim().ToString();
            filled.Append(text, done, open - done);
            filled.Append(find(name) ?? text[open..(close + Close.Length)]);
            done = close + Close.Length;
            open = text.IndexOf(Open, done, StringComparison.Ordinal);
        }

        return filled.Append(text, done, text.Length - done).ToString();
    }
}
