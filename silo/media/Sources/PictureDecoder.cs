using Framemill.Media.Processes;
using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Sources;

/// <summary>
/// Decodes any picture as it should be seen: turned, in sRGB, 8 bit, alpha kept. Pixels are read by a child.
/// </summary>
public sealed class PictureDecoder(ProcessRunner processes, SourceOptions options)
{
    // PlanarImage has a largest side, and vips wants both sides of the box.
    private static readonly FrameSize Largest = new(PlanarImage.SideMax, PlanarImage.SideMax);

    /// <summary>Decodes a picture, shrunk to fit inside <paramref name="largest"/>, never enlarged.</summary>
    public async Task<MediaResult<PlanarImage>> DecodeAsync(
        string path, MediaFacts facts, FrameSize largest, PixelPool pool, CancellationToken cancellationToken)
    {
        if (facts.Kind is not (MediaKind.Picture or MediaKind.Animation))
            return new MediaProblem(MediaProblemCode.NoPictures, "The file is not a picture.");
        var folder = Directory.CreateTempSubdirectory("framemill-picture-").FullName;
        try
        {
            var target = Path.Combine(folder, "picture.v");
            var problem = await ConvertAsync(path, "", target, largest, facts, 1, cancellationToken);
            if (problem is not null) return problem;
            using var picture = VipsImage.Open(target);
            return picture is null ? Unreadable() : picture.Read(0, picture.Size.Height, pool);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// Opens an animation; its pictures lie in a file in <paramref name="folder"/> until it is disposed.
    /// </summary>
    public async Task<MediaResult<AnimationSource>> OpenAnimationAsync(
        string path, MediaFacts facts, FrameSize largest, PixelPool pool, string folder,
        CancellationToken cancellationToken)
    {
        if (facts.Kind != MediaKind.Animation)
            return new MediaProblem(MediaProblemCode.NoPictures, "The file is not an animation.");
        var pictures = facts.PictureDelays.Count;
        var working = WorkingSize.Within(facts.Size, largest).Pixels * pictures;
        if (working > options.AnimationPixelsMax || facts.StoredSize.Pixels * pictures > 8 * options.AnimationPixelsMax)
        {
            return new MediaProblem(
                MediaProblemCode.TooLarge,
                $"The animation has {pictures} pictures of {facts.Size} pixels: more than are opened.");
        }

        Directory.CreateDirectory(folder);
        var target = Path.Combine(folder, $"animation-{Guid.NewGuid():N}.v");
        var all = $"[n={pictures}]";
        var problem = await ConvertAsync(path, all, target, largest, facts, pictures, cancellationToken);
        var image = problem is null ? VipsImage.Open(target) : null;
        if (image is not null && image.Size.Height % pictures == 0)
            return new AnimationSource(image, target, facts.PictureDelays, pool);
        image?.Dispose();
        File.Delete(target);
        return problem ?? Unreadable();
    }

    private async Task<MediaProblem?> ConvertAsync(
        string path, string pages, string target, FrameSize largest, MediaFacts facts, int pictures,
        CancellationToken cancellationToken)
    {
        var pixels = facts.StoredSize.Pixels * pictures;
        var box = new FrameSize(Math.Min(largest.Width, Largest.Width), Math.Min(largest.Height, Largest.Height));
        using var input = VipsInput.Of(path);
        var request = VipsInput.Request(
            "vips",
            [
                "thumbnail", input.Name + pages, target, $"{box.Width}", "--height", $"{box.Height}", "--size", "down",
                "--export-profile", "srgb", "--fail-on", "truncated", .. ColoursOf(facts),
            ]);
        var limits = new ProcessLimits
        {
            WallTime = TimeSpan.FromSeconds(options.PictureSecondsMax),
            StallTime = null, // It says nothing until it is done.
            CpuSeconds = options.PictureSecondsMax,
            // What formats that cannot be read row by row need, and as much again.
            AddressSpaceBytes = (3L << 30) + (pixels * 16),
            FileBytes = (Math.Max(options.AnimationPixelsMax, options.PicturePixelsMax) * 4) + (1 << 20),
        };
        var result = await processes.RunAsync(request, limits, cancellationToken);
        return result.Succeeded ? null : ProblemReading.Read(result, "picture");
    }

    /// <summary>
    /// RGB that says nothing of its colours is sRGB already. Unless it is told so, vips brings it there by way of
    /// another space, and strong colours come out wrong. A profile in the picture goes before this one.
    /// </summary>
    private static string[] ColoursOf(MediaFacts facts) =>
        facts.PixelFormat is "srgb" or "rgb" or "rgb16" ? ["--import-profile", "srgb"] : [];

    private static MediaProblem Unreadable() => new(MediaProblemCode.Damaged, "The picture cannot be read.");
}
