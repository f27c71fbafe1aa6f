using System.Globalization;
using Framemill.Benchmarks.Versus;

// framemill bench versus [a|b|c]...: the standard edits by the product and by its peers, in turn, in one run.
// framemill bench versus first | second: how soon films of several lengths can be watched; what a change costs.
var home = Directory.GetCurrentDirectory(); // The command starts it in the project's folder.
var program = Path.Combine(home, "artifacts", "silo", "Framemill.Silo.dll");
var media = Path.Combine(home, "artifacts", "versus", "media");
var folder = Path.Combine(home, "artifacts", "versus");
await Tool.OutputAsync("sh", Path.Combine(home, "benchmarks", "versus", "make-media.sh"), media);
var (host, url) = await MediaHost.StartAsync(media);
await using (host)
{
    if (args is ["first"]) return await Waits.FirstAsync(program, folder, url);
    if (args is ["second"]) return await Waits.SecondAsync(program, folder, url);
    foreach (var variant in args.Length > 0 ? args : ["a", "b", "c"])
    {
        var film = Path.Combine(folder, $"framemill-{variant}.mp4");
        var results = new List<Result>();
        await using (var server = await FramemillServer.StartAsync(program, folder))
        {
            // The second film of a server is what its users see from then on; the first is told of beside it.
            results.Add(await server.RenderAsync("Framemill, first film of the server",
                FramemillEdit.Json(variant, url, "#000001"), film));
            results.Add(await server.RenderAsync("Framemill", FramemillEdit.Json(variant, url, "#000000"), film));
            results.Add(await server.RenderAsync("Framemill, the same edit again",
                FramemillEdit.Json(variant, url, "#000000"), film));
        }

        results.Add(await Peers.EncoderAloneAsync(variant, film, folder));
        if (variant == "c")
        {
            results.Add(await Peers.FfmpegKeyedAsync(media, folder));
        }
        else
        {
            results.Add(await Peers.FfmpegAsync(variant, 3000, media, folder));
            results.Add(await Peers.FfmpegAsync(variant, 8000, media, folder));
        }

        Show(variant, results);
        if (results.Exists(r => r.Frames != StandardEdit.FramesOf(variant))) return 1;
    }
}

return 0;

static void Show(string variant, IReadOnlyList<Result> results)
{
    var floor = results.First(r => r.Name == "x264 alone");
    var (width, height) = StandardEdit.Size(variant);
    var seconds = StandardEdit.FramesOf(variant) / StandardEdit.Rate;
    Console.WriteLine($"Edit {variant}: {seconds} s, {width}x{height}, 30 fps");
    Console.WriteLine("| | CPU s | wall s | first segment s | peak MiB | frames | CPU ratio | wall ratio |");
    Console.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
    foreach (var r in results)
    {
        string[] cells =
        [
            r.Name, Text(r.ProcessorSeconds), Text(r.WallSeconds),
            r.FirstSegmentSeconds is { } first ? Text(first) : "", $"{r.PeakMiB:0}", $"{r.Frames}",
            Text(r.ProcessorSeconds / floor.ProcessorSeconds), Text(r.WallSeconds / floor.WallSeconds),
        ];
        Console.WriteLine($"| {string.Join(" | ", cells)} |");
    }
}

static string Text(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
