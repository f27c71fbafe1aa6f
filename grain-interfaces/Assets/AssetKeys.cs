using System.Security.Cryptography;

namespace Framemill.Assets;

/// <summary>Keys of things that belong to a tenant, and ids that follow from others.</summary>
public static class AssetKeys
{
    public const string Sources = "sources";
    public const string Templates = "templates";

    /// <param name="id">Holds no slash, so that the two parts can be told apart again.</param>
    public static string Of(string tenant, string id) => $"{tenant}/{id}";

    public static string Catalogue(string kind, string tenant) => $"{kind}/{tenant}";

    public static (string Tenant, string Id) Parts(string key)
    {
        var slash = key.LastIndexOf('/');
        return (key[..slash], key[(slash + 1)..]);
    }

    /// <summary>The same id for the same words, everywhere: asking twice finds what the first asked for.</summary>
    public static string IdOf(params ReadOnlySpan<string> words)
    {
        var hash = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Join("\n", words.ToArray())));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80); // Version 8: made in a way of one's own.
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString("D");
    }
}
