using Framemill.Media.Processes;
using Framemill.Media.Sources;
using Framemill.Media.Timelines;
using Framemill.Pixels;
using Framemill.Testing;

namespace Framemill.Tests.Media.Sources;

/// <summary>Shortcuts from a path to facts, index and frames.</summary>
internal static class Media
{
    public static SourceOptions Options { get; } = new();

    public static ProcessRunner Processes { get; } = new(TimeProvider.System);

    public static Task<MediaResult<MediaFacts>> ProbeAsync(string path) =>
        new MediaProbe(Processes, Options).ProbeAsync(path, TestContext.Current.CancellationToken);

    public static Task<MediaResult<FrameIndex>> IndexAsync(string path, MediaFacts facts) =>
        new FrameIndexer(Processes, Options).IndexAsync(path, facts, TestContext.Current.CancellationToken);

    public static async Task<VideoRequest> RequestAsync(string path, FrameSize? largest = null)
    {
        var facts = await ProbeAsync(path);
        Assert.True(facts.Succeeded, facts.Problem?.Text);
        var index = await IndexAsync(path, facts.Value);
        Assert.True(index.Succeeded, index.Problem?.Text);
        return new VideoRequest
        {
            Path = path,
            Facts = facts.Value,
            Index = index.Value,
            Size = largest is { } size ? WorkingSize.Within(facts.Value.Size, size) : facts.Value.Size,
        };
    }

    public static VideoSource Open(VideoRequest request) => new(Processes, Options, request);

    public static Task<PlanarImage> FrameAsync(VideoSource source, int frame) =>
        source.FrameAtAsync(frame, TestContext.Current.CancellationToken);

    public static int Code(PlanarImage image) => FrameCode.Read((x, y) => image.Y.Row(y)[x], image.Width, image.Height);

    /// <summary>Mean red, green and blue of a part given in hundredths of width and height.</summary>
    public static (int Red, int Green, int Blue) Mean(PlanarImage image, int left, int top, int right, int bottom)
    {
        double red = 0, green = 0, blue = 0;
        var count = 0;
        for (var y = image.Height * top / 100; y < image.Height * bottom / 100; y++)
        for (var x = image.Width * left / 100; x < image.Width * right / 100; x++)
        {
            var luma = 1.164 * (image.Y.Row(y)[x] - 16);
            var u = image.U.Row(y / 2)[x / 2] - 128;
            var v = image.V.Row(y / 2)[x / 2] - 128;
            red += Math.Clamp(luma + (1.793 * v), 0, 255);
            green += Math.Clamp(luma - (0.213 * u) - (0.533 * v), 0, 255);
            blue += Math.Clamp(luma + (2.112 * u), 0, 255);
            count++;
        }

        return ((int)(red / count), (int)(green / count), (int)(blue / count));
    }

    /// <summary>All bytes of all planes, for comparing.</summary>
    public static byte[] Bytes(PlanarImage image)
    {
        using var all = new MemoryStream();
        Plane[] planes = image.HasAlpha ? [image.Y, image.U, image.V, image.A] : [image.Y, image.U, image.V];
        foreach (var plane in planes)
        {
            for (var y = 0; y < plane.Height; y++) all.Write(plane.Row(y));
        }

        return all.ToArray();
    }
}
