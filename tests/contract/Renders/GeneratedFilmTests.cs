using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Framemill.Testing;
using Framemill.Tests.Contract.Form;
using Framemill.Tests.Contract.Generation;
using Framemill.Tests.EndToEnd;

namespace Framemill.Tests.Contract.Renders;

/// <summary>Hundreds of small films of every kind, through the whole server, each judged by decoding it.</summary>
public sealed class GeneratedFilmTests(ITestOutputHelper output)
{
    private const int AtOnce = 6;
    private static readonly TimeSpan FilmLimit = TimeSpan.FromMinutes(3);

    /// <summary>Edits as people write them, and edits with every extreme that the schema allows.</summary>
    [Theory]
    [InlineData(20_261_121, 300, false)]
    [InlineData(99, 60, true)]
    public async Task Films_OfGeneratedEdits_AreWhole(ulong seed, int count, bool areWild)
    {
        output.WriteLine($"seed {seed}");
        var started = Stopwatch.GetTimestamp();
        using var folder = new TempFolder();
        await FilmMedia.MakeAsync(folder);
        await using var media = LoopbackServer.OfFolder(folder.Path);
        await using var server = await ServerProcess.StartAsync(folder["data"]);
        await using var judge = new SchemaJudge();
        var schema = await VendorSchema.ReadAsync();
        var random = new SeededRandom(seed);
        var edits = new FilmEdits(media.Url, schema.Words, random);
        var wild = new WildEdits(media.Url, schema, random);
        var films = new List<(int Number, FilmEdit Edit)>();
        while (films.Count < count)
        {
            var edit = areWild ? wild.Make() : edits.Make();
            if ((await judge.JudgeAsync(edit.Json, CancellationToken.None)).Accepted) films.Add((films.Count, edit));
            else Assert.True(areWild, edit.Json);
        }

        var faults = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(
            films, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (film, cancellation) =>
            {
                var path = folder[$"film-{film.Number}.{film.Edit.Format}"];
                if (await FaultAsync(server, film.Edit, path, cancellation) is { } fault)
                    faults.Add($"film {film.Number}: {fault}\n    {film.Edit}");
                File.Delete(path);
            });

        output.WriteLine($"{count} films in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
        Assert.True(faults.IsEmpty, $"{faults.Count} of {count}:\n{string.Join('\n', faults.Take(20))}");
    }

    private static async Task<string?> FaultAsync(
        ServerProcess server, FilmEdit edit, string path, CancellationToken cancellationToken)
    {
        using var content = new StringContent(edit.Json, System.Text.Encoding.UTF8, "application/json");
        using var answer = await server.Http.PostAsync("/edit/v1/render", content, cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        if ((int)answer.StatusCode != 201) return $"refused: {body}";
        var id = JsonElement.Parse(body).GetProperty("response").GetProperty("id").GetString()!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(FilmLimit);

        // The events end with the render: nothing is polled.
        var events = await server.Http.GetStringAsync($"/v1/renders/{id}/events", limit.Token);
        if (!events.Contains("event: end\n", StringComparison.Ordinal)) return "the events ended early";
        var end = JsonElement.Parse(events[(events.LastIndexOf("data: ", StringComparison.Ordinal) + 6)..].Trim());
        if (end.GetProperty("state").GetString() != "done") return $"{end}";
        var url = end.GetProperty("files").GetProperty($"film.{edit.Format}").GetString();
        await using (var file = File.Create(path))
        await using (var film = await server.Http.GetStreamAsync(url, limit.Token))
            await film.CopyToAsync(file, limit.Token);
        return await FilmChecks.FaultAsync(edit, path);
    }
}
