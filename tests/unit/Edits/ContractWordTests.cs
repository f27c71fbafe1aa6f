using System.Text.Json.Nodes;
using Framemill.Media.Edits;
using Xunit;

namespace Framemill.Tests.Unit.Edits;

/// <summary>The contract's word lists, counted and spelled.</summary>
public sealed class ContractWordTests
{
    private static readonly string[] Moves =
    [
        "fade", "reveal", "wipeLeft", "wipeRight", "slideLeft", "slideRight", "slideUp", "slideDown", "carouselLeft",
        "carouselRight", "carouselUp", "carouselDown", "shuffleTopRight", "shuffleRightTop", "shuffleRightBottom",
        "shuffleBottomRight", "shuffleBottomLeft", "shuffleLeftBottom", "shuffleLeftTop", "shuffleTopLeft",
    ];

    [Fact]
    public void Transitions_All62_AreKnown()
    {
        string[] words = ["none", "zoom", .. Moves.SelectMany(m => new[] { m, m + "Slow", m + "Fast" })];
        Assert.Equal(62, words.Length);
        foreach (var word in words)
        {
            var transition = new JsonObject { ["in"] = word, ["out"] = word };
            An.Edit().Track(An.Image(0, 1).With("transition", transition)).Read();
        }
    }

    [Fact]
    public void Easings_All28_AreKnownForEachInterpolation()
    {
        string[] curves = ["Quad", "Cubic", "Quart", "Quint", "Sine", "Expo", "Circ", "Back"];
        string[] sides = ["easeIn", "easeOut", "easeInOut"];
        string[] words = ["ease", .. sides, .. sides.SelectMany(side => curves.Select(curve => side + curve))];
        Assert.Equal(28, words.Length);
        foreach (var interpolation in new[] { "linear", "bezier", "constant" })
        {
            foreach (var word in words)
            {
                var tween = new JsonObject
                {
                    ["from"] = 0, ["to"] = 1, ["length"] = 1, ["interpolation"] = interpolation, ["easing"] = word,
                };
                var clip = An.Edit().Track(An.Image(0, 1).With("opacity", new JsonArray(tween))).Read();
                var read = Assert.Single(clip.Timeline.Tracks[0].Clips[0].Opacity.Tweens);
                Assert.Equal(word, read.Easing.ToString(), ignoreCase: true);
            }
        }
    }

    [Fact]
    public void Effects_All18_AreKnown()
    {
        string[] effects = ["zoomIn", "zoomOut", "slideLeft", "slideRight", "slideUp", "slideDown"];
        foreach (var word in effects.SelectMany(e => new[] { e, e + "Slow", e + "Fast" }))
            An.Edit().Track(An.Image(0, 1).With("effect", word)).Read();
        Assert.NotEmpty(An.Edit().Track(An.Image(0, 1).With("effect", "none")).Reading().Problems);
    }

    [Theory]
    [InlineData("#fff", 255, 255, 255, 255)]
    [InlineData("#102030", 16, 32, 48, 255)]
    [InlineData("#80102030", 16, 32, 48, 128)]
    [InlineData("rgb(1, 2, 3)", 1, 2, 3, 255)]
    [InlineData("rgba(100%,0%,0%,0.5)", 255, 0, 0, 128)]
    [InlineData("White", 255, 255, 255, 255)]
    [InlineData("transparent", 0, 0, 0, 0)]
    public void Background_Colors_AreRead(string text, byte red, byte green, byte blue, byte alpha) =>
        Assert.Equal(
            new Rgba(red, green, blue, alpha),
            An.Edit().Track(An.Image(0, 1)).Timeline("background", text).Read().Timeline.Background);

    [Theory]
    [InlineData("#")]
    [InlineData("#12345")]
    [InlineData("#gggggg")]
    [InlineData("17")]
    [InlineData("ActiveBorder")]
    [InlineData("rgb(1,2)")]
    [InlineData("rgb(NaN,1,2)")]
    public void Background_NoColor_IsTold(string text) =>
        Assert.Equal(
            EditProblemCodes.InvalidColor,
            Assert.Single(An.Edit().Track(An.Image(0, 1)).Timeline("background", text).Reading().Problems).Code);
}
