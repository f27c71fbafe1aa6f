using System.Globalization;
using System.Text;

namespace Orleans.Runtime;

/// <summary>Keys that are integers or GUIDs, with or without an extension, as bytes of an id.</summary>
public static class GrainIdKeyExtensions
{
    private const char ExtensionMark = '+';
    private const int GuidLength = 32;

    public static IdSpan CreateIntegerKey(long key) => IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    public static IdSpan CreateIntegerKey(long key, ReadOnlySpan<byte> keyExtension) =>
        CreateIntegerKey(key, Encoding.UTF8.GetString(keyExtension));

    public static IdSpan CreateIntegerKey(long key, string? keyExtension) =>
        string.IsNullOrWhiteSpace(keyExtension)
            ? CreateIntegerKey(key)
            : IdSpan.Create(string.Create(CultureInfo.InvariantCulture, $"{key:X}{ExtensionMark}{keyExtension}"));

    public static IdSpan CreateGuidKey(Guid key) => IdSpan.Create(key.ToString("N"));

    public static IdSpan CreateGuidKey(Guid key, ReadOnlySpan<byte> keyExtension) =>
        CreateGuidKey(key, Encoding.UTF8.GetString(keyExtension));

    public static IdSpan CreateGuidKey(Guid key, string? keyExtension) =>
        string.IsNullOrWhiteSpace(keyExtension)
            ? CreateGuidKey(key)
            : IdSpan.Create($"{key:N}{ExtensionMark}{keyExtension}");

    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        var text = grainId.Key.ToString();
        keyExt = null;
        var mark = text.IndexOf(ExtensionMark, StringComparison.Ordinal);
        if (mark >= 0)
        {
            keyExt = text[(mark + 1)..];
            text = text[..mark];
        }

        return long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out key);
    }

    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        var text = grainId.Key.ToString();
        keyExt = null;
        if (text.Length > GuidLength && text[GuidLength] == ExtensionMark)
        {
            keyExt = text[(GuidLength + 1)..];
            text = text[..GuidLength];
        }

        return Guid.TryParseExact(text, "N", out key);
    }

    public static long GetIntegerKey(this GrainId grainId, out string? keyExt) =>
        grainId.TryGetIntegerKey(out var key, out keyExt) ? key : throw Invalid(grainId, "an Integer");

    public static long GetIntegerKey(this GrainId grainId) => grainId.GetIntegerKey(out _);

    public static Guid GetGuidKey(this GrainId grainId, out string? keyExt) =>
        grainId.TryGetGuidKey(out var key, out keyExt) ? key : throw Invalid(grainId, "a Guid");

    public static Guid GetGuidKey(this GrainId grainId) => grainId.GetGuidKey(out _);

    private static ArgumentException Invalid(GrainId grainId, string kind) =>
        new($"Value \"{grainId}\" is not in the correct format for {kind} key.", nameof(grainId));
}
