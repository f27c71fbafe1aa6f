using Framemill.Media.Edits;
using Framemill.Media.Films;
using Framemill.Media.Timelines;
using Xunit;

namespace Framemill.Tests.Unit.Films;

public sealed class DrawnChecksTests
{
    [Fact]
    public void Problems_NothingWrong_AreNone() => Assert.Empty(DrawnChecks.Problems(
        EditOf(new SvgAsset("<svg width=\"9\" height=\"9\"/>"), new HtmlAsset { Html = "<p>" }), hasBrowser: true));

    [Fact]
    public void Problems_BadDrawingsAndNoBrowser_NameEachPlace()
    {
        var edit = EditOf(
            new SvgAsset("<svg"), new HtmlAsset { Html = "" }, new Html5Asset { Html = "" }, new SvgAsset("<p/>"));

        var problems = DrawnChecks.Problems(edit, hasBrowser: false).ToList();

        Assert.Equal(
            [
                "/timeline/tracks/0/clips/0/asset/src", "/timeline/tracks/0/clips/1/asset/html",
                "/timeline/tracks/0/clips/2/asset/html", "/timeline/tracks/0/clips/3/asset/src",
            ],
            problems.Select(problem => problem.Pointer));
        Assert.Contains("Chromium", problems[1].Message);
    }

    private static Edit EditOf(params IEnumerable<Asset> assets) => new()
    {
        Timeline = new() { Tracks = [new([.. assets.Select((asset, i) => Clip.Of(asset, i, 1))])] },
        Output = new() { Format = OutputFormat.Mp4, Resolution = Resolution.Preview },
    };
}
