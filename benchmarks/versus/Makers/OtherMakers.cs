using System.Diagnostics;

namespace Framemill.Benchmarks.Versus.Makers;

/// <summary>
/// What else people use for such films. What is not installed is skipped with the line that installs it; each has its
/// folder under <c>artifacts/versus</c>, where its packages lie.
/// </summary>
internal sealed class OtherMakers(string scripts, string folder, EditFacts edit)
{
    private const string MeltEncoder = "f=mp4 vcodec=libx264 preset=veryfast crf=23 pix_fmt=yuv420p threads=2 "
        + "acodec=aac ab=128k ar=48000 channels=2 movflags=+faststart";

    /// <param name="withSlow">Also those that take minutes.</param>
    public async Task<IReadOnlyList<Result>> RunAsync(string variant, bool withSlow)
    {
        var facts = Path.Combine(folder, $"edit-{variant}.json");
        await File.WriteAllTextAsync(facts, edit.Json());
        var results = new List<Result>();
        foreach (var maker in All(variant, facts).Where(maker => withSlow || !maker.IsSlow))
        {
            if (!await maker.Prepare())
            {
                await Console.Error.WriteLineAsync($"{maker.Name} is not installed: {maker.Install}");
                continue;
            }

            var name = string.Concat(maker.Name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
            results.Add(await MakeAsync(maker, Path.Combine(folder, $"{name}-{variant}.mp4")));
        }

        if (!withSlow) await Console.Error.WriteLineAsync("MoviePy, editly, Remotion and more of melt: --peers");
        return results;
    }

    private static async Task<Result> MakeAsync(Maker maker, string film)
    {
        var command = maker.Command(film);
        var start = new ProcessStartInfo(command[0], command.Skip(1)) { WorkingDirectory = maker.Folder ?? "" };
        foreach (var (name, value) in maker.Variables) start.Environment[name] = value;
        var result = await Tool.MeasureAsync(maker.Name, start, () => Tool.CountFramesAsync(film));
        return result with { Film = film };
    }

    private IEnumerable<Maker> All(string variant, string facts)
    {
        yield return Melt("MLT melt, qtblend", variant, isAffine: false, threads: 1);
        yield return Melt("MLT melt, qtblend, two threads", variant, isAffine: false, threads: 2);
        yield return Melt("MLT melt, affine as kdenlive", variant, isAffine: true, threads: 1);
        yield return MoviePy("MoviePy, one resize by fractions", facts, "box");
        yield return MoviePy("MoviePy, as its guides do it", facts, "guides");
        yield return Editly(facts);
        yield return Remotion(facts);
    }

    private Maker Melt(string name, string variant, bool isAffine, int threads)
    {
        var project = Path.Combine(folder, $"{variant}-{(isAffine ? "affine" : "qtblend")}.mlt");
        return new(
            name, "apt-get install --no-install-recommends melt", IsSlow: isAffine || threads > 1,
            async () =>
            {
                await File.WriteAllTextAsync(project, MltProject.Of(edit, isAffine));
                return Has("melt");
            },
            film =>
            [
                "melt", "-silent", project, "-consumer", $"avformat:{film}", $"real_time=-{threads}",
                "terminate_on_pause=1", .. MeltEncoder.Split(' '),
            ])
        {
            // It only looks whether there is a display.
            Variables = new Dictionary<string, string> { ["QT_QPA_PLATFORM"] = "offscreen", ["DISPLAY"] = ":77" },
        };
    }

    private Maker MoviePy(string name, string facts, string mode)
    {
        var own = Path.Combine(folder, "moviepy", "bin", "python");
        var python = File.Exists(own) ? own : "/usr/bin/python3";
        return new(
            name, "python3 -m venv artifacts/versus/moviepy && artifacts/versus/moviepy/bin/pip install moviepy",
            IsSlow: true, () => RunsAsync(null, python, "-c", "import moviepy"),
            film => [python, Path.Combine(scripts, "moviepy_edit.py"), facts, film, mode])
        {
            Variables = new Dictionary<string, string>
            {
                ["FFMPEG_BINARY"] = "ffmpeg",
                ["IMAGEIO_FFMPEG_EXE"] = "ffmpeg",
            },
        };
    }

    private Maker Editly(string facts)
    {
        var own = Path.Combine(folder, "editly");
        return new(
            "editly", "apt-get install xvfb xauth libgl1-mesa-dri libcairo2-dev libpango1.0-dev libjpeg-dev libgif-dev "
            + "librsvg2-dev && npm install --prefix artifacts/versus/editly editly@0.14", IsSlow: true,
            () =>
            {
                if (!Directory.Exists(Path.Combine(own, "node_modules", "editly")) || !Has("xvfb-run"))
                    return Task.FromResult(false);
                File.Copy(Path.Combine(scripts, "editly", "edit.mjs"), Path.Combine(own, "edit.mjs"), true);
                return Task.FromResult(true);
            },
            film =>
            [
                "xvfb-run", "-a", "-s", "-screen 0 640x480x24 -ac +extension GLX +render -noreset", "node", "edit.mjs",
                facts, film,
            ])
        {
            Folder = own,
        };
    }

    private Maker Remotion(string facts)
    {
        var own = Path.Combine(folder, "remotion");
        return new(
            "Remotion, two workers", "apt-get install chromium nodejs npm && npm install --prefix "
            + "artifacts/versus/remotion remotion @remotion/bundler @remotion/renderer react@18 react-dom@18",
            IsSlow: true,
            async () =>
            {
                if (!Directory.Exists(Path.Combine(own, "node_modules", "remotion")) || !Has("chromium")) return false;
                foreach (var file in new[] { "edit.mjs", "index.jsx" })
                    File.Copy(Path.Combine(scripts, "remotion", file), Path.Combine(own, file), true);
                return await RunsAsync(own, "node", "edit.mjs", "bundle", edit.Media);
            },
            film => ["node", "edit.mjs", facts, film, "/usr/bin/chromium"])
        {
            Folder = own,
        };
    }

    private static bool Has(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
        .Any(place => File.Exists(Path.Combine(place, program)));

    private static async Task<bool> RunsAsync(string? folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? "",
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await Task.WhenAll(output, errors, process.WaitForExitAsync());
        return process.ExitCode == 0;
    }
}
