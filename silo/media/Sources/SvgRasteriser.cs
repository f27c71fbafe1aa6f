using Framemill.Media.Processes;
using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Sources;

/// <summary>
/// Draws SVG in a child that is given nothing but the markup: without a base address its library opens neither files
/// nor the network, and its time, memory and output are bounded.
/// </summary>
public sealed class SvgRasteriser(ProcessRunner processes, SourceOptions options)
{
    /// <summary>The drawing as so many pixels, with alpha.</summary>
    public async Task<MediaResult<PlanarImage>> DrawAsync(
        SvgDrawing drawing, FrameSize size, PixelPool pool, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("framemill-drawing-").FullName;
        try
        {
            var source = Path.Combine(folder, "drawing.svg");
            var target = Path.Combine(folder, "drawing.v");
            await File.WriteAllTextAsync(source, drawing.MarkupAt(size), cancellationToken);
            var result = await processes.RunAsync(Request(source, target), Limits(size), cancellationToken);
            if (!result.Succeeded) return ProblemReading.Read(result, "drawing");
            using var picture = VipsImage.Open(target);
            return picture is null || picture.Size != size
                ? new MediaProblem(MediaProblemCode.Damaged, "The drawing cannot be drawn.")
                : picture.Read(0, picture.Size.Height, pool);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ProcessRequest Request(string source, string target) => new()
    {
        Tool = "vips",
        Arguments = ["svgload", source, target],
        Environment = new Dictionary<string, string>
        {
            ["VIPS_CONCURRENCY"] = "1",
            ["VIPS_WARNING"] = "0",
            // No other ways to a file than the local one.
            ["GIO_USE_VFS"] = "local",
            ["GIO_USE_PROXY_RESOLVER"] = "dummy",
        },
    };

    private ProcessLimits Limits(FrameSize size) => new()
    {
        WallTime = TimeSpan.FromSeconds(options.DrawingSecondsMax),
        StallTime = null, // It says nothing until it is done.
        CpuSeconds = options.DrawingSecondsMax,
        AddressSpaceBytes = (2L << 30) + (size.Pixels * 16),
        FileBytes = (size.Pixels * 4) + (1 << 20),
    };
}
