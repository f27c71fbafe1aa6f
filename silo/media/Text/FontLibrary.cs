using Framemill.Media.Text.Native;

namespace Framemill.Media.Text;

/// <summary>
/// The fonts of one film: those installed and those the edit brings. A family name of the edit means, in this order,
/// the name of a brought file, the family stored in it, the only brought file, an installed family, Roboto.
/// </summary>
internal sealed class FontLibrary : IDisposable
{
    private const string LastResort = "Roboto, Noto Sans";

    // Keeps brought fonts apart from installed ones of the same family: the brought ones are meant.
    private const string Mark = "framemill ";

    // Names of the contract that cannot be installed from Debian, and what comes close to them.
    private static readonly Dictionary<string, string> LookAlikes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Montserrat"] = "Montserrat, League Spartan, Open Sans",
        ["Uni Neue"] = "Uni Neue, League Spartan, Open Sans",
        ["MovLette"] = "MovLette, League Spartan, Open Sans",
        ["Work Sans"] = "Work Sans, Clear Sans, Open Sans",
        ["Didact Gothic"] = "Didact Gothic, Open Sans",
        ["Clear Sans"] = "Clear Sans, Open Sans",
        ["Arapey"] = "Arapey, Noto Serif Display, Noto Serif",
        ["NotoEmoji"] = "Noto Color Emoji",
        ["Permanent Marker"] = "Permanent Marker, Tomson Talks, Noto Sans Display",
        ["Sue Ellen Francisco"] = "Sue Ellen Francisco, Breip, Noto Sans Display",
    };

    private readonly FontConfiguration _configuration;
    private readonly Dictionary<string, FontChoice> _brought = new(StringComparer.OrdinalIgnoreCase);
    private readonly string? _only;

    public FontLibrary(IReadOnlyList<FontFile> files)
    {
        _configuration = Fontconfig.LoadConfiguration();
        if (_configuration.IsInvalid) throw new TextException("fontconfig could not load its configuration");
        foreach (var file in files)
        {
            if (Fontconfig.AddFile(_configuration, file.Path) == 0)
                throw new TextException($"not a font: {file.Name ?? Path.GetFileName(file.Path)}");
        }

        var families = files.Count == 0 ? [] : Fontconfig.RenameFamilies(_configuration, Mark);
        // What is stored in a file counts less than its name, so names overwrite.
        foreach (var (_, stored, family) in families) Know(stored, new(family, null));
        foreach (var file in files)
        {
            if (file.Name is not { } name) continue;
            var own = families.FirstOrDefault(found => found.File == file.Path).Family;
            if (own is null) continue;
            Know(FontFile.Plain(name), new(own, null));
            if (FontFile.Plain(name) != name) Know(name, new(own, FontFile.WeightIn(name)));
        }

        _only = files.Count == 1 ? families.FirstOrDefault().Family : null;
    }

    public FontConfiguration Configuration => _configuration;

    /// <summary>What a family name, or a list of them, means in this film.</summary>
    /// <param name="isOwn">True for what the edit has not named: brought fonts do not stand in for it.</param>
    public FontChoice Choose(string wanted, bool isOwn)
    {
        var choices = wanted.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(name => Known(name, isOwn)).ToList();
        return new(
            string.Join(", ", choices.Select(choice => choice.Families).Append(LastResort)),
            choices.Select(choice => choice.Weight).FirstOrDefault());
    }

    public void Dispose() => _configuration.Dispose();

    private static string Key(string name) => string.Concat(name.Where(char.IsLetterOrDigit));

    private FontChoice Known(string wanted, bool isOwn)
    {
        if (!isOwn && _brought.TryGetValue(Key(wanted), out var choice)) return choice;
        return new(isOwn || _only is null ? LookAlikes.GetValueOrDefault(wanted, wanted) : _only, null);
    }

    private void Know(string name, FontChoice choice)
    {
        if (Key(name) is { Length: > 0 } key) _brought[key] = choice;
    }
}
