using Framemill.Media.Composition.Filters;
using System.Security.Cryptography;
using System.Text;
using Framemill.Media.Composition.Layout;
using Framemill.Media.Edits;
using Framemill.Media.Sources;
using Framemill.Media.Sources.Pages;
using Framemill.Media.Text;
using Framemill.Media.Timelines;
using Framemill.Pixels;

namespace Framemill.Media.Composition.Layers;

/// <summary>The layers that a browser draws.</summary>
internal sealed partial class LayerFactory
{
    private const int WindowMax = 8192;
    private const long FontBytesMax = 32L << 20;
    private static readonly SemaphoreSlim s_browsers = new(2);

    /// <summary>Text and markup that never move: one picture, kept like a photo.</summary>
    private async ValueTask<StillLayer> HtmlAsync(FilmClip clip, HtmlAsset html, CancellationToken cancellationToken)
    {
        var space = SpaceOf(clip);
        var faces = await FacesAsync(html.Html + html.Css, cancellationToken);
        var (page, layout) = Page(
            clip, Side(html.Width, space.Width), Side(html.Height, space.Height), PageMarkup.Of(html, faces), false);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(page.Document)));
        var size = new FrameSize(
            (int)Math.Round(page.Window.Width * page.Scale), (int)Math.Round(page.Window.Height * page.Scale));
        return new(
            tools.Stills,
            new()
            {
                ContentHash = "html:" + hash,
                Size = size,
                Make = (_, cancellation) => CaptureAsync(page, cancellation),
                Filter = clip.Clip.Filter,
            },
            layout);
    }

    private async ValueTask<PageLayer> Html5Async(FilmClip clip, Html5Asset html, CancellationToken cancellationToken)
    {
        var pages = film.Clips.Count(other => other.Clip.Asset is Html5Asset
            && other.FirstFrame < clip.EndFrame && other.EndFrame > clip.FirstFrame);
        if (pages > tools.Options.PagesMax)
        {
            throw Refusal(
                clip, $"{pages} moving web pages show at about one time; {tools.Options.PagesMax} are allowed.");
        }

        var space = SpaceOf(clip);
        var faces = await FacesAsync(html.Html + html.Css + html.Script, cancellationToken);
        var (page, layout) = Page(
            clip, Side(null, space.Width), Side(null, space.Height), PageMarkup.Of(html, faces), true);
        return new(
            clip, film.Rate, layout,
            cancellation => PageBrowser.OpenAsync(tools.Processes, tools.Sources, page, cancellation),
            tools.Pool, FilterCatalogue.OfMoving(clip.Clip.Filter, null, null, tools.Pool, tools.Bands),
            tools.Options.FramesAheadMax);
    }

    private (PageRequest Page, LayoutRequest Layout) Page(
        FilmClip clip, int width, int height, string document, bool runsScripts)
    {
        var layout = ClipLayoutRequests.OfDrawing(clip, width, height, film.Size);
        var within = Math.Sqrt(tools.Options.TextPixelsMax / ((double)width * height));
        return (new()
        {
            Document = document,
            Window = new(width, height),
            Scale = Math.Min(PixelsPerUnit(clip, layout), within),
            RunsScripts = runsScripts,
        }, layout);
    }

    private async Task<MediaResult<PlanarImage>> CaptureAsync(PageRequest page, CancellationToken cancellationToken)
    {
        // Many clips may begin at one moment; browsers are large.
        await s_browsers.WaitAsync(cancellationToken);
        try
        {
            await using var browser = await PageBrowser.OpenAsync(
                tools.Processes, tools.Sources, page, cancellationToken);
            return await browser.CaptureAsync(tools.Pool, cancellationToken);
        }
        finally
        {
            s_browsers.Release();
        }
    }

    /// <summary>The film's own fonts, as far as a page speaks of them: it cannot fetch any.</summary>
    private async Task<string> FacesAsync(string page, CancellationToken cancellationToken)
    {
        var faces = new StringBuilder();
        foreach (var font in film.Fonts)
        {
            var path = (await media.FindAsync(font.Key, cancellationToken)).Path;
            if (new FileInfo(path).Length > FontBytesMax - faces.Length) continue;
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
            var face = FontFace.Read(bytes);
            var file = FontFile.BaseName(font.Key.Value);
            List<string?> names = [.. face.Families, file, file is null ? null : FontFile.Plain(file)];
            foreach (var name in names.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (page.Contains(name, StringComparison.OrdinalIgnoreCase)) faces.Append(face.Css(name, bytes));
            }
        }

        return faces.ToString();
    }

    private static int Side(int? own, double room) =>
        Math.Clamp(own is > 0 and { } given ? given : (int)Math.Round(room), 1, WindowMax);
}
