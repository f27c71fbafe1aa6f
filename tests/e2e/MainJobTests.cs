using System.Diagnostics;
using Framemill.Testing;

namespace Framemill.Tests.EndToEnd;

/// <summary>The command that the README begins with.</summary>
public sealed class MainJobTests
{
    [Fact]
    public async Task Render_TheLaunchExample_WritesAWholeFilm()
    {
        using var folder = new TempFolder();
        var (code, output) = await RenderAsync(folder, "examples/launch.json", folder["launch.mp4"]);

        Assert.True(code == 0, output);
        var film = new FilmFile(folder["launch.mp4"]);
        Assert.Equal((1920, 1080), (film.Width, film.Height));
        Assert.Equal(34 * 30, film.DecodedFrames);
        Assert.Equal("bt709", film.ColourMatrix);
        Assert.True(film.IsFastStart);
        Assert.InRange(film.AudioSeconds, film.VideoSeconds - 0.033, film.VideoSeconds + 0.033);
        var (loudness, truePeak) = film.Loudness();
        Assert.InRange(loudness, -15, -13);
        Assert.True(truePeak < -0.9, $"true peak {truePeak} dBTP");
        Assert.True(film.MeanColour(45).Y > 40, "the first scene is not black");
    }

    [Fact]
    public async Task Render_AFaultyEdit_SaysWhatAndExitsWithOne()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["bad.json"], """{"timeline":{"tracks":[]},"output":{"format":"mp4"}}""");
        var (code, output) = await RenderAsync(folder, folder["bad.json"], folder["bad.mp4"]);
        Assert.Equal(1, code);
        Assert.Contains("/timeline/tracks", output, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["bad.mp4"]));
    }

    [Fact]
    public async Task Render_MissingLocalMedia_SaysWhichAndLeavesNoFilm()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["missing.json"], """
            {"timeline":{"tracks":[{"clips":[{"asset":{"type":"image","src":"nowhere.png"},"start":0,"length":1}]}]},
             "output":{"format":"mp4","resolution":"preview"}}
            """);
        var (code, output) = await RenderAsync(folder, folder["missing.json"], folder["missing.mp4"]);
        Assert.Equal(1, code);
        Assert.Contains("nowhere.png", output, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["missing.mp4"]));
    }

    private static async Task<(int Code, string Output)> RenderAsync(TempFolder folder, string edit, string film)
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(Product.Root, "framemill"),
            ["render", edit, "-o", film, "--data", folder["data"]])
        {
            WorkingDirectory = Product.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await errors);
    }
}
