using Framemill.Media.Edits;
using Framemill.Media.Sources;
using Framemill.Media.Sources.Pages;
using Framemill.Media.Timelines;

namespace Framemill.Media.Films;

/// <summary>
/// Looks, before any frame is made, at what is drawn from the edit itself: a fault is told of with its place at once,
/// not after half of the film.
/// </summary>
public static class DrawnChecks
{
    /// <param name="hasBrowser">Whether this machine can draw web pages.</param>
    public static IEnumerable<EditProblem> Problems(Edit edit, bool hasBrowser)
    {
        var room = FrameSizes.Canvas(edit.Output);
        foreach (var (track, index, clip) in ClipWalk.All(edit.Timeline.Tracks))
        {
            var pointer = EditPointers.Asset(track, index);
            if (clip.Asset is SvgAsset svg && SvgDrawing.Read(svg.Markup, room).Problem is { } problem)
                yield return new("bad_drawing", pointer + "/src", problem.Text);
            if (clip.Asset is HtmlAsset or Html5Asset && !hasBrowser)
                yield return new("no_browser", pointer + "/html", PageBrowser.Missing().Text);
        }
    }
}
