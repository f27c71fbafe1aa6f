using System.Text.RegularExpressions;

namespace Framemill.Media.Text;

/// <summary>A font of the film, beyond the installed ones.</summary>
/// <param name="Name">The file's name in the edit, without its ending; null where it had none.</param>
public sealed partial record FontFile(string Path, string? Name)
{
    /// <summary>The font that an edit names by a URL or a path.</summary>
    public static FontFile Of(string path, string source) => new(path, BaseName(source));

    /// <summary>The last part of a URL or path, without its ending; null where there is none.</summary>
    public static string? BaseName(string source)
    {
        if (source.StartsWith("data:", StringComparison.OrdinalIgnoreCase)) return null;
        var path = Uri.TryCreate(source, UriKind.Absolute, out var url)
            ? Uri.UnescapeDataString(url.AbsolutePath)
            : source;
        var name = System.IO.Path.GetFileNameWithoutExtension(path.TrimEnd('/'));
        return name.Length == 0 ? null : name;
    }

    /// <summary>
    /// A file's name without what it says of weight and slant: <c>Montserrat-ExtraBold</c> is <c>Montserrat</c>.
    /// </summary>
    public static string Plain(string name)
    {
        var plain = Suffixes().Replace(name, "");
        return plain.Length == 0 ? name : plain;
    }

    /// <summary>The weight that a file's name tells of; null for none.</summary>
    public static int? WeightIn(string name)
    {
        var said = Suffixes().Match(name).Value;
        if (said.Length == 0) return null;
        foreach (var (word, weight) in Weights)
        {
            if (said.Contains(word, StringComparison.OrdinalIgnoreCase)) return weight;
        }

        return Number().Match(said) is { Success: true } number ? int.Parse(number.Value, null) : null;
    }

    // The longer word before the one that it holds.
    private static readonly (string Word, int Weight)[] Weights =
    [
        ("extralight", 200), ("ultralight", 200), ("extrabold", 800), ("ultrabold", 800), ("semibold", 600),
        ("demibold", 600), ("hairline", 100), ("thin", 100), ("light", 300), ("regular", 400), ("normal", 400),
        ("book", 400), ("medium", 500), ("bold", 700), ("black", 900), ("heavy", 900),
    ];

    [GeneratedRegex(
        @"([-_ .,]*(extra|ultra|semi|demi)?(thin|hairline|light|regular|normal|book|medium|bold|black|heavy|italic|"
            + @"oblique|variable|variablefont|vf|wght|opsz|wdth|ital|\[[\w,]*\]|(?<=[-_ .])[1-9]00))+$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Suffixes();

    [GeneratedRegex("[1-9]00$")]
    private static partial Regex Number();
}

/// <summary>What to ask the installed and the brought fonts for.</summary>
/// <param name="Families">Most wanted first, separated by commas.</param>
/// <param name="Weight">Of the file that was named, where its name tells one.</param>
internal readonly record struct FontChoice(string Families, int? Weight);
