using Framemill.Benchmarks.Versus;
using Framemill.Benchmarks.Versus.Makers;
using Framemill.Benchmarks.Versus.Reference;

// framemill bench versus [a|b|c]... [--peers]: the standard edits by the product and by its peers that are installed,
// in turn, in one run; with --peers also by those that take minutes; with --times only by ffmpeg, and nobody looks at
// the films.
// framemill bench versus quality a|b|c FILM...: films in artifacts/versus looked at again; ceiling instead of a film is
// the reference through the encoder.
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
    if (args is ["quality", ..]) return await QualityTable.PrintAsync(args[1..], media, folder);
    if (args is ["second"]) return await Waits.SecondAsync(program, folder, url);
    var isTimesOnly = args.Contains("--times");
    var variants = args.Where(word => !word.StartsWith("--", StringComparison.Ordinal)).ToList();
    foreach (var variant in variants.Count > 0 ? variants : ["a", "b", "c"])
    {
        var film = Path.Combine(folder, $"framemill-{variant}.mp4");
        var results = new List<Result>();
        await using (var server = await FramemillServer.StartAsync(program, folder))
        {
            // The second film of a server is what its users see from then on; the first is told of beside it.
            results.Add(await server.RenderAsync("Framemill, first film of the server",
                FramemillEdit.Json(variant, url, number: 1), film));
            results.Add(await server.RenderAsync("Framemill", FramemillEdit.Json(variant, url, number: 0), film)
                with { Film = film });
            results.Add(await server.RenderAsync("Framemill, the same edit again",
                FramemillEdit.Json(variant, url, number: 0), film));
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
            var makers = new OtherMakers(
                Path.Combine(home, "benchmarks", "versus", "peers"), folder, await EditFacts.OfAsync(variant, media));
            if (!isTimesOnly) results.AddRange(await makers.RunAsync(variant, args.Contains("--peers")));
        }

        if (!isTimesOnly) await LookAsync(variant, results, media);
        ResultTable.Print(variant, results);
        if (results.Exists(r => r.Frames != StandardEdit.FramesOf(variant))) return 1;
    }
}

return 0;

static async Task LookAsync(string variant, List<Result> results, string media)
{
    var shown = results.Where(result => result.Film is not null).ToList();
    var found = await QualityTable.CompareAsync(variant, media, [.. shown.Select(result => result.Film!)]);
    foreach (var (result, quality) in shown.Zip(found))
        results[results.IndexOf(result)] = result with { Quality = quality };
}
