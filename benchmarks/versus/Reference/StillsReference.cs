namespace Framemill.Benchmarks.Versus.Reference;

/// <summary>
/// The edits a and b without their captions: stills that move, fade into each other, and the small clip.
/// </summary>
internal sealed class StillsReference : IReferenceFilm
{
    private const int StillWidth = 3000, StillHeight = 2000;
    private const double Middle = StillWidth * 9 / 16.0;
    private readonly string _media;
    private readonly int _width;
    private readonly int _height;
    private readonly byte[] _clip;
    private readonly Field _mask;
    private readonly Dictionary<int, SourcePicture> _stills = [];

    private StillsReference(string media, int width, int height, byte[] clip, Field mask) =>
        (_media, _width, _height, _clip, _mask) = (media, width, height, clip, mask);

    public static async Task<StillsReference> OpenAsync(string variant, string media)
    {
        var (width, height) = StandardEdit.Size(variant);
        var clip = await Tool.BytesAsync("ffmpeg", Raw($"{media}/clip.mp4", "yuv420p"));
        var mask = await Tool.BytesAsync("ffmpeg", Raw($"{media}/mask.png", "gray"));
        return new(
            media, width, height, clip,
            Field.Of(mask, StandardEdit.Clip.Width, StandardEdit.Clip.Height).Select(value => value / 255));
    }

    public async Task<ReferenceFrame> FrameAsync(int number)
    {
        var frame = default(ReferenceFrame);
        for (var i = 0; i < StandardEdit.Scenes.Count; i++)
        {
            var local = number - StandardEdit.Scenes[i].FirstFrame;
            if (local < 0 || local >= StandardEdit.Scenes[i].Frames) continue;
            var own = Still(await StillAsync(i), StandardEdit.Scenes[i], local);
            frame = frame is null || local >= StandardEdit.FadeFrames
                ? own : frame.Under(own, local / (double)StandardEdit.FadeFrames);
        }

        var (first, frames, _, _, _, _) = StandardEdit.Clip;
        if (number >= first && number < first + frames) LayClip(frame!, number - first);
        return frame!;
    }

    private ReferenceFrame Still(SourcePicture still, StandardEdit.Scene scene, int local)
    {
        var progress = local / (double)(scene.Frames - 1);
        var (from, to) = (Drawn(scene.From), Drawn(scene.To));
        double Now(double a, double b) => a + ((b - a) * progress);
        var step = StillWidth / Now(from.Width, to.Width);
        return still.Place(
            -Now(from.X, to.X) * step, ((StillHeight - Middle) / 2) - (Now(from.Y, to.Y) * step), step, _width,
            _height);
    }

    /// <summary>The rectangle that the still's middle is drawn into.</summary>
    private (double X, double Y, double Width) Drawn(StandardEdit.View view) => (
        _width * (0.5 - (view.CentreX * view.Zoom)), _height * (0.5 - (view.CentreY * view.Zoom)), _width * view.Zoom);

    private void LayClip(ReferenceFrame frame, int number)
    {
        var (_, _, x, y, width, height) = StandardEdit.Clip;
        var times = _width / 1920;
        var bytes = width * height * 3 / 2;
        // What is small and says nothing of its colours has those of television before HD.
        var picture = SourcePicture.Of(
            _clip.AsSpan(number * bytes, bytes), width, height, isHalved: true, Matrix.Bt601);
        var (placedWidth, placedHeight) = (width * times, height * times);
        var own = picture.Place(0, 0, 1.0 / times, placedWidth, placedHeight);
        var (left, top) = (x * times, y * times);
        Lay(frame.Luma, own.Luma, Cover(placedWidth, placedHeight, 0.5, 1, times), left, top);
        Lay(
            frame.Chroma, own.Chroma, Cover(placedWidth / 2, placedHeight / 2, 1, 2, times), left / 2, top / 2);
    }

    /// <summary>The mask where a plane has its samples: for chroma on every second column, between rows.</summary>
    private Field Cover(int width, int height, double down, double spacing, int times) => Resampler.Resample(
        _mask, new((0.5 / times) - 0.5, spacing / times), width, new((down / times) - 0.5, spacing / times), height);

    private static void Lay(Colours below, Colours above, Field cover, int left, int top)
    {
        foreach (var (under, over) in new[]
            { (below.First, above.First), (below.Second, above.Second), (below.Third, above.Third) })
        {
            for (var y = 0; y < cover.Height; y++)
            {
                for (var x = 0; x < cover.Width; x++)
                    under[left + x, top + y] += (over[x, y] - under[left + x, top + y]) * cover[x, y];
            }
        }
    }

    private async Task<SourcePicture> StillAsync(int index)
    {
        if (_stills.TryGetValue(index, out var still)) return still;
        _stills.Remove(index - 2); // Frames are asked for in order: two at a time are seen.
        var bytes = await Tool.BytesAsync("ffmpeg", Raw($"{_media}/still{index}.jpg", "yuvj444p"));
        return _stills[index] = SourcePicture.Of(bytes, StillWidth, StillHeight, isHalved: false, Matrix.Jpeg);
    }

    private static string[] Raw(string file, string format) =>
        ["-v", "error", "-nostdin", "-i", file, "-f", "rawvideo", "-pix_fmt", format, "-"];
}
