namespace Framemill.Media.Edits;

/// <summary>How one clip names another.</summary>
public static class ClipAlias
{
    public const string Scheme = "alias://";

    /// <summary>True for letters, digits, hyphen and underscore.</summary>
    public static bool IsName(string name) =>
        name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>The name in "alias://name"; null for any other text.</summary>
    public static string? NameIn(string text) =>
        text.StartsWith(Scheme, StringComparison.Ordinal) && IsName(text[Scheme.Length..])
            ? text[Scheme.Length..]
            : null;
}
