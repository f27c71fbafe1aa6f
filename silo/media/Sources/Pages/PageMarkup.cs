using System.Globalization;
using Framemill.Media.Edits;

namespace Framemill.Media.Sources.Pages;

/// <summary>The documents that HTML assets become. Pure.</summary>
public static class PageMarkup
{
    // What the browser itself is told to refuse; that it has no network either is seen to elsewhere.
    private const string Closed = "default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; "
        + "font-src data:; media-src data: blob:; base-uri 'none'; form-action 'none'";

    /// <summary>Text laid out in its box, without scripts.</summary>
    /// <param name="faces">CSS rules that bring the film's fonts along.</param>
    public static string Of(HtmlAsset asset, string faces = "")
    {
        var (across, down) = Place(asset.Position);
        var background = asset.Background is { } colour ? Css(colour) : "transparent";
        var own = $$"""
            html,body{margin:0;width:100%;height:100%;overflow:hidden;background:{{background}}}
            body{display:flex;justify-content:{{across}};align-items:{{down}};text-align:{{Align(across)}};
            font-family:'Open Sans',sans-serif;font-size:32px;color:#fff}
            """;
        return Document(Closed, faces + own, asset.Css, $"<div style=\"max-width:100%\">{asset.Html}</div>", "");
    }

    /// <summary>A page with its scripts, whose time is ours.</summary>
    /// <param name="faces">CSS rules that bring the film's fonts along.</param>
    public static string Of(Html5Asset asset, string faces = "")
    {
        var policy = Closed + "; script-src 'unsafe-inline' 'unsafe-eval'";
        const string Own = "html,body{margin:0;width:100%;height:100%;overflow:hidden;background:transparent}";
        var script = asset.Script is { } text ? $"<script>{Inside(text, "script")}</script>" : "";
        return Document(policy, faces + Own, asset.Css, asset.Html, script, $"<script>{PageClock.Script}</script>");
    }

    private static string Document(
        string policy, string own, string? css, string body, string end, string beginning = "") =>
        $"<!DOCTYPE html><html><head><meta charset=\"utf-8\">"
        + $"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{beginning}"
        + $"<style>{own}</style><style>{Inside(css ?? "", "style")}</style></head><body>{body}{end}</body></html>";

    /// <summary>Nothing inside of an element may end it.</summary>
    private static string Inside(string text, string element) =>
        text.Replace("</" + element, "<\\/" + element, StringComparison.OrdinalIgnoreCase);

    private static (string Across, string Down) Place(Position position) => position switch
    {
        Position.Top => ("center", "flex-start"),
        Position.TopRight => ("flex-end", "flex-start"),
        Position.Right => ("flex-end", "center"),
        Position.BottomRight => ("flex-end", "flex-end"),
        Position.Bottom => ("center", "flex-end"),
        Position.BottomLeft => ("flex-start", "flex-end"),
        Position.Left => ("flex-start", "center"),
        Position.TopLeft => ("flex-start", "flex-start"),
        _ => ("center", "center"),
    };

    private static string Align(string across) => across switch
    {
        "flex-start" => "left",
        "flex-end" => "right",
        _ => "center",
    };

    private static string Css(Rgba colour) => string.Create(
        CultureInfo.InvariantCulture,
        $"rgba({colour.Red},{colour.Green},{colour.Blue},{colour.Alpha / 255.0:0.###})");
}
