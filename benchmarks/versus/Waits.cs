using System.Globalization;

namespace Framemill.Benchmarks.Versus;

/// <summary>What a user waits for: the first picture, and a film that changed a little.</summary>
internal static class Waits
{
    private const int Rounds = 5;

    /// <summary>Posted in turn to one server; nothing of a film was ever made before it.</summary>
    public static async Task<int> FirstAsync(string program, string folder, string media)
    {
        await using var server = await FramemillServer.StartAsync(program, folder);
        (string Name, int Rounds)[] films = [("20 s", 1), ("2 min", 6), ("10 min", 30)];
        var number = 1; // Each film has other pictures and another sound than those before it.
        foreach (var film in films) await server.FirstSegmentAsync(FramemillEdit.Long(film.Rounds, media, number++));
        Console.WriteLine("| film | first segment s: best | median | worst |");
        Console.WriteLine("|---|---:|---:|---:|");
        var waits = films.Select(_ => new List<double>()).ToList();
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < films.Length; i++)
                waits[i].Add(await server.FirstSegmentAsync(FramemillEdit.Long(films[i].Rounds, media, number++)));
        }

        for (var i = 0; i < films.Length; i++)
        {
            waits[i].Sort();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {films[i].Name} | {waits[i][0]:F2} | {waits[i][Rounds / 2]:F2} | {waits[i][^1]:F2} |"));
        }

        return 0;
    }

    private static double Part(Result result, Result whole) => result.ProcessorSeconds / whole.ProcessorSeconds;

    /// <summary>Two minutes, then the same with one caption changed, then that once more.</summary>
    public static async Task<int> SecondAsync(string program, string folder, string media)
    {
        await using var server = await FramemillServer.StartAsync(program, folder);
        var film = Path.Combine(folder, "framemill-second.mp4");
        await server.RenderAsync("warm", FramemillEdit.Json("a", media, number: 1), film);
        var edit = FramemillEdit.Long(6, media, number: 0);
        var changed = FramemillEdit.Long(6, media, number: 0, "Another word");
        Result[] results =
        [
            await server.RenderAsync("two minutes", edit, film),
            await server.RenderAsync("one caption changed", changed, film),
            await server.RenderAsync("posted again", changed, film),
        ];
        Console.WriteLine("| render | CPU s | of the first | wall s | frames |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        foreach (var result in results)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {result.Name} | {result.ProcessorSeconds:F2} | {Part(result, results[0]):P1} "
                + $"| {result.WallSeconds:F2} | {result.Frames} |"));
        }

        return results.All(result => result.Frames == 6 * StandardEdit.Frames) ? 0 : 1;
    }
}
