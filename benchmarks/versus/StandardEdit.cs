namespace Framemill.Benchmarks.Versus;

/// <summary>
/// The film that everybody makes: 20 s of four large stills with slow pan and zoom, cross-fades of a second, a small
/// clip under a feathered mask, captions, narration over ducked music.
/// </summary>
internal static class StandardEdit
{
    public const int Rate = 30;
    public const int Frames = 600;
    public const int FadeFrames = 30;
    public const string X264 = "-c:v libx264 -preset veryfast -crf 23 -pix_fmt yuv420p -threads 2";

    public static IReadOnlyList<Scene> Scenes { get; } =
    [
        new(0, 165, new(1.05, .48, .48), new(1.25, .52, .55), "Scene one: the slow approach"),
        new(135, 180, new(1.25, .56, .50), new(1.05, .48, .50), "Scene two: a drifting coastline"),
        new(285, 180, new(1.05, .50, .52), new(1.25, .46, .45), "Scene three: light on the water"),
        new(435, 165, new(1.25, .45, .55), new(1.05, .50, .48), "Scene four: the journey home"),
    ];

    /// <summary>Where the small clip lies, in pixels of a 1920x1080 frame, and when.</summary>
    public static (int FirstFrame, int Frames, int X, int Y, int Width, int Height) Clip { get; } =
        (150, 300, 1380, 660, 480, 270);

    /// <param name="FirstFrame">Scenes overlap by the cross-fade.</param>
    internal sealed record Scene(int FirstFrame, int Frames, View From, View To, string Caption);

    /// <summary>
    /// The still's 16:9 middle, drawn <paramref name="Zoom"/> times as wide as the frame, with the point at these
    /// fractions of it in the frame's centre. Moves are linear in the drawn rectangle.
    /// </summary>
    internal sealed record View(double Zoom, double CentreX, double CentreY);

    /// <summary>Frame size of a variant.</summary>
    public static (int Width, int Height) Size(string variant) => variant switch
    {
        "a" or "c" => (1920, 1080),
        "b" => (3840, 2160),
        _ => throw new ArgumentException(
            $"No standard edit is named '{variant}'. There are a (1080p), b (4K) and c (key, colours, blur)."),
    };

    public static int FramesOf(string variant) => variant == "c" ? 300 : Frames;
}
