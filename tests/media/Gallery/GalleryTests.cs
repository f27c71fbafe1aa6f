using System.Runtime.CompilerServices;
using Framemill.Testing;
using Framemill.Tests.Media.Composition;
using Xunit;

namespace Framemill.Tests.Media.Gallery;

/// <summary>
/// Holds fresh pictures of everything that can be seen against stored ones that somebody looked at. With
/// <c>FRAMEMILL_GOLDEN=write</c> the stored ones are made anew, and with <c>FRAMEMILL_PICTURES</c> naming a folder
/// the sheets of the documentation are written there.
/// </summary>
public sealed class GalleryTests : IAsyncDisposable
{
    private const int RowsOfAFile = 5;
    private readonly TempFolder _folder = new();
    private readonly FilmBench _bench = new();

    public static TheoryData<string> Groups => ["transitions", "effects", "filters", "titles", "captions", "text"];

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public async Task Picture_OfEachScene_IsAsItWasAccepted(string group)
    {
        var scenes = (await ScenesAsync(new(160, 90))).Groups[group];
        var columns = scenes[0].Moments.Count;
        var faults = new List<string>();
        var parts = scenes.GroupBy(scene => scene.Base).Chunk(RowsOfAFile);
        foreach (var (part, number) in parts.Select((part, i) => (part, i + 1)))
        {
            var path = Path.Combine(Golden(), $"{group}-{number}.png");
            if (Environment.GetEnvironmentVariable("FRAMEMILL_GOLDEN") == "write")
                await (await RenderAsync(part.Select(same => same.First()), columns)).WriteAsync(path);
            var stored = await RgbFile.ReadAsync(path);
            var rowBytes = columns * 160 * 90 * 3;
            Assert.Equal(part.Length * rowBytes, stored.Length);
            for (var row = 0; row < part.Length; row++)
            {
                foreach (var scene in part[row])
                {
                    var fresh = (await RenderAsync([scene], columns)).Rgb();
                    faults.AddRange(Differences(scene, fresh, stored[(row * rowBytes)..][..rowBytes], columns));
                }
            }
        }

        Assert.Empty(faults);
    }

    [Fact]
    public void Scenes_OfTheContract_AreAllThere()
    {
        var groups = new GalleryScenes(Facts, Facts, Facts).Groups;

        Assert.Equal([62, 18, 8, 10, 8], new[] { "transitions", "effects", "filters", "titles", "captions" }
            .Select(group => groups[group].Count));
        Assert.All(groups["transitions"], scene => Assert.True(
            Framemill.Media.Edits.Reading.EditNames.Transitions.TryGet(scene.Name, out _), scene.Name));
        Assert.All(groups["effects"], scene => Assert.True(
            Framemill.Media.Edits.Reading.EditNames.Effects.TryGet(scene.Name, out _), scene.Name));
    }

    [Fact]
    public async Task Sheets_ForTheDocumentation_AreWrittenWhereAsked()
    {
        var folder = Environment.GetEnvironmentVariable("FRAMEMILL_PICTURES");
        var sheets = new (string Group, int Columns, int Width, int[] Moments)[]
        {
            ("transitions", 8, 144, [0]), ("effects", 6, 160, [0, 2]), ("filters", 4, 240, [0]),
            ("titles", 4, 240, [0]), ("captions", 6, 192, [0, 1, 2]), ("text", 6, 192, [0, 1, 2]),
        };
        foreach (var (group, columns, width, moments) in sheets)
        {
            var height = width * 9 / 16;
            var scenes = (await ScenesAsync(new(width, height))).Groups[group];
            var sheet = new Mosaic(columns, width, height, gap: 2);
            // Without a folder to write to, one scene of each group tells that sheets can be made.
            foreach (var scene in string.IsNullOrEmpty(folder) ? scenes.Take(1) : scenes)
            {
                foreach (var moment in moments) await AddAsync(sheet, scene, scene.Moments[moment], isLabelled: true);
            }

            var path = Path.Combine(string.IsNullOrEmpty(folder) ? _folder.Path : folder, group + ".jpg");
            await sheet.WriteAsync(path);
            Assert.InRange(new FileInfo(path).Length, 500, 100_000);
        }
    }

    private static Framemill.Media.Timelines.AssetFacts Facts => new()
    {
        Key = new("x"), Kind = Framemill.Media.Timelines.MediaKind.Image, ContentHash = "",
    };

    private static IEnumerable<string> Differences(GalleryScene scene, byte[] fresh, byte[] stored, int columns)
    {
        const double MeanMax = 1.0;
        const int Far = 40;
        const double FarShareMax = 0.004;
        const double Values = 160 * 90 * 3;
        for (var cell = 0; cell < columns; cell++)
        {
            var (sum, far) = (0L, 0);
            for (var y = 0; y < 90; y++)
            {
                var at = ((y * columns) + cell) * 160 * 3;
                for (var i = at; i < at + (160 * 3); i++)
                {
                    var difference = Math.Abs(fresh[i] - stored[i]);
                    sum += difference;
                    if (difference > Far) far++;
                }
            }

            if (sum / Values > MeanMax || far / Values > FarShareMax)
                yield return $"{scene.Name}, moment {cell + 1}: mean {sum / Values:0.00}, far {far / Values:0.0000}";
        }
    }

    private static string Golden([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "golden");

    private async Task<Mosaic> RenderAsync(IEnumerable<GalleryScene> scenes, int columns)
    {
        var mosaic = new Mosaic(columns, 160, 90);
        foreach (var scene in scenes)
        {
            foreach (var moment in scene.Moments) await AddAsync(mosaic, scene, moment, isLabelled: false);
        }

        return mosaic;
    }

    private async Task AddAsync(Mosaic mosaic, GalleryScene scene, double moment, bool isLabelled)
    {
        var film = scene.FilmOf(isLabelled);
        using var frame = await _bench.FrameAsync(film, Math.Min(film.FrameCount - 1, (int)Math.Round(moment * 50)));
        mosaic.Add(frame);
    }

    private async Task<GalleryScenes> ScenesAsync(Framemill.Media.Timelines.FrameSize output)
    {
        var size = GalleryScenes.Canvas;
        foreach (var (name, isNight) in new[] { ("day.png", false), ("night.png", true) })
            await RgbFile.WriteAsync(_folder[name], Landscape.Rgb(size, isNight), size.Width, size.Height);
        await File.WriteAllTextAsync(_folder["words.vtt"], """
            WEBVTT

            00:00.000 --> 00:04.000
            Every <00:00.600>word <00:01.200>has <00:01.800>its <00:02.400>own
            <00:03.000>moment
            """);
        return new(
            await _bench.Media.AddAsync(_folder["day.png"]), await _bench.Media.AddAsync(_folder["night.png"]),
            await _bench.Media.AddAsync(_folder["words.vtt"])) { Output = output };
    }
}
