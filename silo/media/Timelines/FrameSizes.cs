using Framemill.Media.Edits;

namespace Framemill.Media.Timelines;

/// <summary>How large a film is and how fast it runs when the user names only a resolution.</summary>
public static class FrameSizes
{
    /// <summary>The longest side that is written.</summary>
    public const int SideMax = 4096;

    /// <summary>
    /// The canvas of an output. Films and animations, which are made of films, have even sides, as 4:2:0 video needs;
    /// still pictures keep theirs.
    /// </summary>
    public static FrameSize Canvas(Output output)
    {
        if (output.Size is not { } size)
            return Of(output.Resolution ?? Resolution.Hd, output.AspectRatio);
        return output.Format is OutputFormat.Mp4 or OutputFormat.Gif ? new(Even(size.Width), Even(size.Height)) : size;
    }

    /// <summary>What is written: the canvas, unless the user asked for another scale.</summary>
    public static FrameSize Written(Output output)
    {
        if (output.ScaleTo is not { } resolution)
            return Canvas(output);
        if (output.Size is null)
            return Of(resolution, output.AspectRatio);

        // A size of one's own keeps its shape: its shorter side becomes the resolution's, unless the longer one would
        // then be longer than any may be.
        var canvas = Canvas(output);
        var scale = Rational.Min(
            new(ShortSide(resolution), Math.Min(canvas.Width, canvas.Height)),
            new(SideMax, Math.Max(canvas.Width, canvas.Height)));
        return new(Even((int)(scale * canvas.Width).Round()), Even((int)(scale * canvas.Height).Round()));
    }

    public static FrameSize Of(Resolution resolution, AspectRatio shape)
    {
        var side = ShortSide(resolution);
        var longer = side * 16 / 9;
        return shape switch
        {
            AspectRatio.Landscape => new(longer, side),
            AspectRatio.Portrait => new(side, longer),
            AspectRatio.Square => new(side, side),
            AspectRatio.ShortPortrait => new(side, side * 5 / 4),
            AspectRatio.Television => new(side * 4 / 3, side),
            _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, null),
        };
    }

    public static FrameRate Rate(Output output) =>
        output.Rate ?? (output.Resolution == Resolution.Preview ? new(15, 1) : FrameRate.Default);

    /// <summary>Every one divides by 36, so that all shapes come out even.</summary>
    private static int ShortSide(Resolution resolution) => resolution switch
    {
        Resolution.Preview => 288,
        Resolution.Mobile => 360,
        Resolution.Sd => 576,
        Resolution.Hd => 720,
        Resolution.FullHd => 1080,
        Resolution.UltraHd => 2160,
        _ => throw new ArgumentOutOfRangeException(nameof(resolution), resolution, null),
    };

    private static int Even(int side) => Math.Max(2, (side + 1) & ~1);
}
