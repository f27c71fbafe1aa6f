using System.Globalization;

namespace Framemill.Benchmarks.Versus;

/// <summary>The standard edit as a filter graph, written as ffmpeg's users do.</summary>
internal static class FfmpegGraph
{
    /// <param name="workingWidth">
    /// Width that the stills are enlarged to before zoompan, which moves in whole pixels of it: 8000 is what people use
    /// against the jitter, 3000 is the stills' own.
    /// </param>
    public static IReadOnlyList<string> Arguments(string variant, int workingWidth, string media, string film)
    {
        var (width, height) = StandardEdit.Size(variant);
        return
        [
            "-hide_banner", "-nostdin", "-loglevel", "error", "-y",
            .. Enumerable.Range(0, 4).SelectMany(i => new[] { "-i", $"{media}/still{i}.jpg" }),
            "-i", $"{media}/clip.mp4", "-loop", "1", "-framerate", "30", "-t", "10", "-i", $"{media}/mask.png",
            "-i", $"{media}/narration.wav", "-i", $"{media}/music.wav",
            "-filter_complex", Graph(width, height, workingWidth, media), "-map", "[v]", "-map", "[a]",
            .. StandardEdit.X264.Split(' '), "-r", "30", "-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart",
            "-t", "20", film,
        ];
    }

    /// <summary>The third edit: key, colours and blur, in the order and formats that ffmpeg likes best.</summary>
    public static IReadOnlyList<string> Keyed(string media, string film) =>
    [
        "-hide_banner", "-nostdin", "-loglevel", "error", "-y", "-i", $"{media}/green.mp4",
        "-loop", "1", "-framerate", "30", "-t", "10", "-i", $"{media}/still0.jpg",
        "-filter_complex",
        "[1:v]crop=3000:1688,scale=1920:1080,format=yuv420p[back];[0:v]chromakey=0x00B140:0.12:0.06[figure];"
            + $"[back][figure]overlay,lut3d={media}/grade.cube,format=yuv420p,gblur=sigma=13[v]",
        "-map", "[v]", .. StandardEdit.X264.Split(' '), "-movflags", "+faststart", film,
    ];

    private static string Graph(int width, int height, int workingWidth, string media)
    {
        var parts = StandardEdit.Scenes.Select((scene, i) => Still(scene, i, width, height, workingWidth)).ToList();
        parts.Add("[s0][s1]xfade=transition=fade:duration=1:offset=4.5[f1]");
        parts.Add("[f1][s2]xfade=transition=fade:duration=1:offset=9.5[f2]");
        parts.Add("[f2][s3]xfade=transition=fade:duration=1:offset=14.5[f3]");
        var clip = StandardEdit.Clip;
        var times = width / 1920;
        var scale = times > 1 ? $",scale={clip.Width * times}:{clip.Height * times}:flags=bicubic" : "";
        parts.Add($"[5:v]format=gray{scale}[m]");
        parts.Add(Text(
            $"[4:v]format=yuva420p{scale}[c];[c][m]alphamerge,setpts=PTS+{clip.FirstFrame / 30.0}/TB[small]"));
        parts.Add($"[f3][small]overlay=x={clip.X * times}:y={clip.Y * times}:eof_action=pass[o]");
        parts.Add($"[o]ass={media}/captions.ass[v]");
        parts.Add("[6:a]aresample=48000,aformat=sample_fmts=fltp:channel_layouts=stereo,apad,atrim=end_sample=960000,"
            + "asplit[n1][n2]");
        parts.Add("[7:a]aformat=sample_fmts=fltp:channel_layouts=stereo[t]");
        parts.Add("[t][n2]sidechaincompress=threshold=0.02:ratio=8:attack=20:release=400[d]");
        parts.Add("[n1][d]amix=inputs=2:duration=first:normalize=0[a]");
        return string.Join(';', parts);
    }

    private static string Still(StandardEdit.Scene scene, int index, int width, int height, int workingWidth)
    {
        var (x0, y0, w0) = Rectangle(scene.From, width, height);
        var (x1, y1, w1) = Rectangle(scene.To, width, height);
        var progress = $"on/{scene.Frames - 1}";
        string Moving(double from, double to) => Text($"({from:0.######}+({to - from:0.######})*{progress})");
        var zoom = Moving(w0 / width, w1 / width);
        var crop = workingWidth == 3000 ? "crop=3000:1688"
            : $"scale={workingWidth}:-1,crop={workingWidth}:{workingWidth * 9 / 16}";
        return $"[{index}:v]{crop},zoompan=z='{zoom}':x='-{Moving(x0, x1)}/zoom*iw/{width}'"
            + $":y='-{Moving(y0, y1)}/zoom*ih/{height}':d={scene.Frames}:s={width}x{height}:fps=30,"
            + $"format=yuv420p,setsar=1,settb=1/30[s{index}]";
    }

    private static (double X, double Y, double Width) Rectangle(StandardEdit.View view, int width, int height) => (
        (width / 2.0) - (view.CentreX * width * view.Zoom), (height / 2.0) - (view.CentreY * height * view.Zoom),
        width * view.Zoom);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
