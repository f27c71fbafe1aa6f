using System.Text;

namespace Framemill.Media.Assets;

/// <summary>Reads "data:" URLs: the asset itself, written out. Pure.</summary>
internal static class DataUrl
{
    public static byte[]? Read(string url)
    {
        var comma = url.IndexOf(',', StringComparison.Ordinal);
        if (comma < 0) return null;
        var head = url.AsSpan(5, comma - 5);
        var data = url[(comma + 1)..];
        if (!head.EndsWith(";base64", StringComparison.OrdinalIgnoreCase))
            return Encoding.UTF8.GetBytes(Uri.UnescapeDataString(data));
        try
        {
            return Convert.FromBase64String(Uri.UnescapeDataString(data));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
