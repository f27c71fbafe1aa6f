namespace Framemill.Media.Sound;

/// <summary>
/// From the voice names that edits use (those of a large vendor's speech service) to the voices of espeak-ng, by
/// language and gender. Pure. A voice that nobody knows still speaks: in the edit's language, else in American
/// English.
/// </summary>
public static class SpeechVoices
{
    private const string Female = "f3";
    private const string Male = "m3";
    private const string Child = "f5";

    private static readonly HashSet<string> Languages =
    [
        "af", "am", "an", "ar", "as", "az", "ba", "be", "bg", "bn", "bs", "ca", "cmn", "cs", "cy", "da", "de", "el",
        "en-029", "en-gb", "en-gb-scotland", "en-us", "eo", "es", "es-419", "et", "eu", "fa", "fi", "fr-be",
        "fr-ch", "fr-fr", "ga", "gd", "gu", "he", "hi", "hr", "ht", "hu", "hy", "id", "is", "it", "ja", "ka", "kk",
        "kn", "ko", "ku", "ky", "la", "lb", "lt", "lv", "mi", "mk", "ml", "mr", "ms", "mt", "my", "nb", "ne", "nl",
        "om", "or", "pa", "pl", "pt", "pt-br", "ro", "ru", "sd", "si", "sk", "sl", "sq", "sr", "sv", "sw", "ta",
        "te", "th", "tr", "tt", "ug", "uk", "ur", "uz", "vi", "yue",
    ];

    /// <summary>Languages that are called otherwise, or whose nearest relative must do.</summary>
    private static readonly Dictionary<string, string> Relatives = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = "en-us", ["fr"] = "fr-fr", ["fr-ca"] = "fr-fr", ["arb"] = "ar", ["zh"] = "cmn", ["zh-hk"] = "yue",
        ["no"] = "nb", ["nn"] = "nb", ["es-mx"] = "es-419", ["es-us"] = "es-419", ["es-ar"] = "es-419",
        ["en-au"] = "en-gb", ["en-nz"] = "en-gb", ["en-za"] = "en-gb", ["en-in"] = "en-gb", ["en-ie"] = "en-gb",
        ["en-gb-wls"] = "en-gb", ["iw"] = "he", ["fil"] = "id",
    };

    private static readonly Dictionary<string, (string Language, string Variant)> Names = Table(
    [
        ("en-us", Female, "Danielle Ivy Joanna Kendra Kimberly Salli Ruth"),
        ("en-us", Male, "Gregory Joey Matthew Stephen Patrick"),
        ("en-us", Child, "Justin Kevin"),
        ("en-gb", Female, "Amy Emma Nicole Olivia Raveena Kajal Aditi Niamh Aria Ayanda Jasmine Jihye"),
        ("en-gb", Male, "Brian Arthur Russell Geraint"),
        ("de", Female, "Marlene Vicki Hannah Sabrina"), ("de", Male, "Hans Daniel"),
        ("es", Female, "Conchita Lucia Alba"), ("es", Male, "Enrique Sergio Raul"),
        ("es-419", Female, "Mia Lupe Penelope"), ("es-419", Male, "Miguel Pedro Andres"),
        ("fr-fr", Female, "Celine Lea Chantal Gabrielle Isabelle"), ("fr-fr", Male, "Mathieu Remi Liam"),
        ("fr-be", Female, "Isabelle-be"),
        ("it", Female, "Carla Bianca Beatrice"), ("it", Male, "Giorgio Adriano Lorenzo"),
        ("pt-br", Female, "Camila Vitoria"), ("pt-br", Male, "Ricardo Thiago"),
        ("pt", Female, "Ines"), ("pt", Male, "Cristiano"),
        ("nl", Female, "Lotte Laura Lisa"), ("nl", Male, "Ruben"),
        ("da", Female, "Naja Sofie"), ("da", Male, "Mads"), ("nb", Female, "Liv Ida"), ("sv", Female, "Astrid Elin"),
        ("fi", Female, "Suvi"), ("is", Female, "Dora"), ("is", Male, "Karl"), ("ja", Female, "Mizuki Kazuha Tomoko"),
        ("ja", Male, "Takumi"), ("ko", Female, "Seoyeon"), ("cmn", Female, "Zhiyu"), ("yue", Female, "Hiujin"),
        ("ar", Female, "Zeina Hala"), ("ar", Male, "Zayd"), ("pl", Female, "Ewa Maja Ola"), ("pl", Male, "Jacek Jan"),
        ("ro", Female, "Carmen"), ("ru", Female, "Tatyana"), ("ru", Male, "Maxim"), ("tr", Female, "Filiz Burcu"),
        ("ca", Female, "Arlet"), ("cy", Female, "Gwyneth"), ("cs", Female, "Jitka"),
    ]);

    /// <summary>
    /// A voice of espeak-ng, for example <c>en-us+f3</c>. The edit's language wins over the voice's own.
    /// </summary>
    public static string Resolve(string voice, string? language)
    {
        ArgumentNullException.ThrowIfNull(voice);
        var (own, variant) = Names.TryGetValue(voice.Trim(), out var known) ? known : (OfLanguage(voice), Female);
        return $"{OfLanguage(language) ?? own ?? "en-us"}+{variant}";
    }

    /// <summary>
    /// The language itself, its relative, or the same language of another country; null for none of them.
    /// </summary>
    private static string? OfLanguage(string? code)
    {
        for (var name = code?.Trim().Replace('_', '-').ToLowerInvariant(); !string.IsNullOrEmpty(name);)
        {
            if (Languages.Contains(name)) return name;
            if (Relatives.TryGetValue(name, out var relative)) return relative;
            var cut = name.LastIndexOf('-');
            name = cut < 0 ? null : name[..cut];
        }

        return null;
    }

    private static Dictionary<string, (string Language, string Variant)> Table(
        IEnumerable<(string Language, string Variant, string Names)> rows) =>
        rows.SelectMany(row => row.Names.Split(' ').Select(name => (Name: name, Voice: (row.Language, row.Variant))))
            .ToDictionary(row => row.Name, row => row.Voice, StringComparer.OrdinalIgnoreCase);
}
