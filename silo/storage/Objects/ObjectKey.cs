using System.Buffers;

namespace Framemill.Storage.Objects;

/// <summary>
/// The name of an object: segments of letters, digits and <c>-_.=@+</c>, joined by <c>/</c>. No segment begins with a
/// dot, so no key can leave the store, hide in it or meet one of its own files.
/// </summary>
public static class ObjectKey
{
    public const int LengthMax = 1024;
    public const int SegmentLengthMax = 200;

    private static readonly SearchValues<char> s_allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.=@+/");

    /// <summary>True when the key is safe; otherwise <paramref name="reason"/> tells a person why not.</summary>
    public static bool IsValid(string? key, out string reason)
    {
        reason = Fault(key, isPrefix: false) ?? "";
        return reason.Length == 0;
    }

    internal static string Checked(string key) => Fault(key, isPrefix: false) is { } fault
        ? throw new ObjectStoreException(ObjectStoreError.InvalidKey, $"The object key '{Shown(key)}' {fault}.")
        : key;

    internal static string CheckedPrefix(string prefix) => Fault(prefix, isPrefix: true) is { } fault
        ? throw new ObjectStoreException(ObjectStoreError.InvalidKey, $"The prefix '{Shown(prefix)}' {fault}.")
        : prefix;

    private static string? Fault(string? key, bool isPrefix)
    {
        if (string.IsNullOrEmpty(key)) return isPrefix ? null : "is empty";
        if (key.Length > LengthMax) return $"is longer than {LengthMax} characters";
        var odd = key.AsSpan().IndexOfAnyExcept(s_allowed);
        if (odd >= 0) return $"has a character at {odd} that is none of letters, digits and -_.=@+/";

        var segments = key.Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var segment = segments[i];
            var mayBeEmpty = isPrefix && i == segments.Length - 1; // A prefix may end in a slash.
            if (segment.Length == 0 && !mayBeEmpty) return "has an empty segment";
            if (segment.Length > SegmentLengthMax) return $"has a segment longer than {SegmentLengthMax} characters";
            if (segment.StartsWith('.')) return "has a segment that begins with a dot";
        }

        return null;
    }

    private static string Shown(string? key) => key is { Length: > 100 } ? key[..100] + "…" : key ?? "";
}
