namespace Framemill.Media.Edits.Reading;

/// <summary>
/// Tells whether a text can name a file to fetch. Whether that host may be asked is decided when fetching.
/// </summary>
internal static class Sources
{
    public static bool IsWebUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.Host.Length > 0
        && !text.Any(char.IsControl);

    /// <summary>A file URL, or a path without a scheme.</summary>
    public static bool IsLocalFile(string text)
    {
        if (text.Any(char.IsControl))
            return false;
        if (text.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.IsFile && uri.AbsolutePath.Length > 1;
        return text.Length > 0
            && !text.Contains("://", StringComparison.Ordinal)
            && !text.StartsWith("data:", StringComparison.OrdinalIgnoreCase);
    }
}
