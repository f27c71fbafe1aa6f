using System.Globalization;
using System.Text.Json;

namespace Framemill.Benchmarks.Versus.Makers;

/// <summary>
/// The standard edit in the numbers that the peers' scripts read: pixels of the frame, frames of the film. Captions
/// stand 15 to 135 frames into each slot of 150.
/// </summary>
internal sealed record EditFacts(
    string Media, int Width, int Height, int NarrationFrames, IReadOnlyList<EditFacts.Scene> Scenes,
    EditFacts.Overlay Clip)
{
    public int Rate { get; } = StandardEdit.Rate;
    public int Frames { get; } = StandardEdit.Frames;
    public int FadeFrames { get; } = StandardEdit.FadeFrames;

    /// <summary>Frames of 1080p's pixels in one of these.</summary>
    public int Times => Width / 1920;

    /// <summary>Where the still's middle, as wide as itself and 9/16 as high, is drawn.</summary>
    internal sealed record Place(double X, double Y, double Width);

    internal sealed record Scene(int FirstFrame, int Frames, string Caption, Place From, Place To);

    internal sealed record Overlay(int FirstFrame, int Frames, int X, int Y, int Width, int Height);

    public static async Task<EditFacts> OfAsync(string variant, string media)
    {
        var (width, height) = StandardEdit.Size(variant);
        var spoken = await Tool.OutputAsync(
            "ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", $"{media}/narration.wav");
        var frames = double.Parse(spoken, CultureInfo.InvariantCulture) * StandardEdit.Rate;
        var (first, count, x, y, clipWidth, clipHeight) = StandardEdit.Clip;
        var times = width / 1920;
        Place Drawn(StandardEdit.View view) => new(
            width * (0.5 - (view.CentreX * view.Zoom)), height * (0.5 - (view.CentreY * view.Zoom)), width * view.Zoom);
        return new(
            media, width, height, (int)Math.Ceiling(frames),
            [.. StandardEdit.Scenes.Select(s => new Scene(
                s.FirstFrame, s.Frames, s.Caption, Drawn(s.From), Drawn(s.To)))],
            new(first, count, x * times, y * times, clipWidth * times, clipHeight * times));
    }

    public string Json() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
}
