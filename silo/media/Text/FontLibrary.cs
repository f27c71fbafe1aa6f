using Framemill.Media.Text.Native;

namespace Framemill.Media.Text;

/// <summary>
/// The fonts of one film: those installed and those the edit brings. A family name of the edit means, in this order,
/// the name of a brought file, the family stored in it, an installed family, the only brought font, Roboto.
/// </summary>
internal sealed class FontLibrary : IDisposable
{
    public const string LastResort = "Roboto, Noto Sans";

    // Names of the contract that are not free to install, and what comes close to them.
    private static readonly Dictionary<string, string> LookAlikes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Montserrat"] = "Montserrat, Open Sans",
        ["Clear Sans"] = "Clear Sans, Open Sans",
        ["Work Sans"] = "Work Sans, Open Sans",
        ["Uni Neue"] = "Uni Neue, Open Sans",
        ["Didact Gothic"] = "Didact Gothic, Open Sans",
        ["Arapey"] = "Arapey, Noto Serif Display, Noto Serif",
        ["NotoEmoji"] = "Noto Color Emoji",
        ["Permanent Marker"] = "Permanent Marker, Noto Sans Display",
    };

    private readonly FontConfiguration _configuration;
    private readonly Dictionary<string, string> _brought = new(StringComparer.OrdinalIgnoreCase);

    public FontLibrary(IReadOnlyList<string> files)
    {
        _configuration = Fontconfig.LoadConfiguration();
        if (_configuration.IsInvalid) throw new TextException("fontconfig could not load its configuration");
        foreach (var file in files) Bring(file);
    }

    public FontConfiguration Configuration => _configuration;

    /// <summary>The list of families to ask for, most wanted first.</summary>
    public string Families(string wanted)
    {
        var families = wanted.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(Known);
        return string.Join(", ", families.Append(LastResort));
    }

    public void Dispose() => _configuration.Dispose();

    private string Known(string wanted)
    {
        if (_brought.TryGetValue(wanted, out var family)) return family;
        if (_brought.Values.Distinct(StringComparer.Ordinal).ToList() is [var only]) return only;
        return LookAlikes.GetValueOrDefault(wanted, wanted);
    }

    private void Bring(string file)
    {
        using var pattern = Fontconfig.QueryFile(file, 0, 0, out _);
        if (pattern.IsInvalid) throw new TextException($"not a font: {Path.GetFileName(file)}");
        if (Fontconfig.AddFile(_configuration, file) == 0)
            throw new TextException($"the font could not be added: {Path.GetFileName(file)}");
        var family = Fontconfig.FirstString(pattern, "family") ?? Path.GetFileNameWithoutExtension(file);
        _brought[family] = family;
        var name = Path.GetFileNameWithoutExtension(file);
        _brought[name] = family;
        // "Montserrat-ExtraBold.ttf" answers to "Montserrat" too.
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        if (dash > 0) _brought.TryAdd(name[..dash], family);
    }
}
