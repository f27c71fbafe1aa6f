using System.Globalization;

namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>Films of an earlier run, looked at again.</summary>
internal static class QualityTable
{
    /// <param name="words">A variant, then the names of files in the folder.</param>
    public static async Task<int> PrintAsync(string[] words, string media, string folder)
    {
        var variant = words[0];
        if (words is [_, "ceiling"])
        {
            var ceiling = await Ceiling.MakeAsync(variant, media, folder);
            words = [variant, Path.GetFileName(ceiling)];
        }

        var films = words[1..].Select(name => Path.Combine(folder, name)).ToList();
        var found = await CompareAsync(variant, media, films);
        for (var i = 0; i < films.Count; i++)
            Console.WriteLine($"| {words[i + 1]} | {string.Join(" | ", Cells(found[i]))} |");
        return 0;
    }

    /// <summary>Each film beside the reference that says what its maker was told to do.</summary>
    public static async Task<IReadOnlyList<Quality>> CompareAsync(
        string variant, string media, IReadOnlyList<string> films)
    {
        if (variant != "c")
            return await QualityCheck.CompareAsync(variant, await StillsReference.OpenAsync(variant, media), films);
        var found = new Quality[films.Count];
        foreach (var side in films.Index().GroupBy(film => IsOurs(film.Item)))
        {
            var reading = side.Key ? KeyedReading.Framemill : KeyedReading.Graph;
            var reference = await KeyedReference.OpenAsync(reading, media, QualityCheck.Every);
            var own = await QualityCheck.CompareAsync(variant, reference, [.. side.Select(film => film.Item)]);
            foreach (var (film, quality) in side.Zip(own)) found[film.Index] = quality;
        }

        return found;
    }

    public static IEnumerable<string> Cells(Quality? quality) => quality is null ? ["", "", "", "", ""] :
    [
        Text(quality.Luma, "0.0000"), Text(quality.Worst, "0.0000"), Text(quality.Chroma, "0.0000"),
        Text(quality.Offset, "0.000"), Text(quality.Jitter, "0.000"),
    ];

    private static bool IsOurs(string film) =>
        Path.GetFileName(film).StartsWith("framemill", StringComparison.Ordinal);

    private static string Text(double? number, string form) =>
        number?.ToString(form, CultureInfo.InvariantCulture) ?? "";
}
