using Framemill.Media.Edits;
using Framemill.Media.Text;
using Framemill.Media.Text.Looks;
using Framemill.Testing;
using Framemill.Tests.Media.Preparing;
using Xunit;

namespace Framemill.Tests.Media.Text;

public sealed class FontTests
{
    private static string Variable => Shared("media/fonts/Montserrat-variable.ttf");

    private static string Plain => Shared("media/fonts/NotoSans-Regular.ttf");

    [Theory]
    [InlineData("Montserrat")]
    [InlineData("montserrat")]
    [InlineData("Montserrat-Variable")]
    [InlineData("my letters")]
    [InlineData("My Letters-Bold")]
    [InlineData("Anything at all")]
    public void Family_OfTheOnlyBroughtFont_IsThatFont(string family)
    {
        using var brought = new TextRasteriser([FontFile.Of(Variable, "https://a.b/My%20Letters-Bold.ttf?x=1.2")]);
        using var installed = new TextRasteriser([]);

        // Who names the file means its weight too.
        var weight = family == "My Letters-Bold" ? 700 : 400;
        Assert.True(Same(brought, family, brought, "Montserrat", weight));
        Assert.False(Same(brought, family, installed, "Roboto", 400));
    }

    [Fact]
    public void Family_OfTwoBroughtFonts_GoesByNameAndElseToRoboto()
    {
        using var brought = new TextRasteriser(
        [
            FontFile.Of(Variable, "https://a.b/Montserrat-variable.ttf"),
            FontFile.Of(Plain, "https://a.b/Plain-Regular.ttf"),
        ]);
        using var installed = new TextRasteriser([]);

        Assert.False(Same(brought, "Montserrat", brought, "plain", 400));
        Assert.True(Same(brought, "noto sans", brought, "PLAIN", 400));
        Assert.True(Same(brought, "No such font", installed, "Roboto", 400));
    }

    [Fact]
    public void Family_OfATitle_IsItsOwnEvenWhereAFontIsBrought()
    {
        using var brought = new TextRasteriser([FontFile.Of(Variable, "x.ttf")]);
        using var installed = new TextRasteriser([]);
        var look = TitleLook.Of(new() { Text = "", Style = TitleStyle.Vogue }, new(new(640, 360), null, null));

        using var one = brought.Draw("Framemill", look);
        using var other = installed.Draw("Framemill", look);

        Assert.True(one!.Pixels.SequenceEqual(other!.Pixels));
    }

    [Fact]
    public void Weight_OfAVariableFont_GrowsInSmallSteps()
    {
        using var rasteriser = new TextRasteriser([FontFile.Of(Variable, "Montserrat-variable.ttf")]);
        var ink = new List<long>();
        foreach (var weight in new[] { 100, 200, 300, 400, 500, 600, 700, 800, 900 })
        {
            using var raster = rasteriser.Draw(
                "Weights", new() { Family = "Montserrat", Weight = weight == 400 ? 401 : weight, Size = 80 });
            ink.Add(RasterPicture.Pixels(raster!).Sum(pixel => (long)pixel.Alpha));
        }

        for (var i = 1; i < ink.Count; i++) Assert.True(ink[i] > ink[i - 1] * 1.02, $"step {i}");
    }

    [Theory]
    [InlineData("Arapey")]
    [InlineData("Clear Sans")]
    [InlineData("Didact Gothic")]
    [InlineData("Montserrat")]
    [InlineData("MovLette")]
    [InlineData("Open Sans")]
    [InlineData("Permanent Marker")]
    [InlineData("Sue Ellen Francisco")]
    [InlineData("Uni Neue")]
    [InlineData("Work Sans")]
    public void Family_BuiltIntoTheContract_IsNotJustRoboto(string family)
    {
        using var rasteriser = new TextRasteriser([]);

        Assert.False(Same(rasteriser, family, rasteriser, "Roboto", 400));
    }

    [Theory]
    [InlineData("Montserrat-ExtraBold", "Montserrat", 800)]
    [InlineData("OpenSans-BoldItalic", "OpenSans", 700)]
    [InlineData("Inter[opsz,wght]", "Inter", null)]
    [InlineData("Roboto-VariableFont_wdth,wght", "Roboto", null)]
    [InlineData("font-700", "font", 700)]
    [InlineData("Bold", "Bold", null)]
    [InlineData("Uni Neue Heavy", "Uni Neue", 900)]
    [InlineData("area51", "area51", null)]
    public void Plain_FileName_LosesWhatItSaysOfWeight(string name, string plain, int? weight)
    {
        Assert.Equal(plain, FontFile.Plain(name));
        if (plain != name) Assert.Equal(weight, FontFile.WeightIn(name));
    }

    [Fact]
    public async Task Font_OfAnEdit_IsCheckedAndUsed()
    {
        await using var desk = new FilmDesk();
        File.Copy(Variable, desk.Folder["Letters-Black.ttf"]);
        using var with = await desk.OpenAsync(Edit("""{"src": "Letters-Black.ttf"}"""));
        using var without = await desk.OpenAsync(Edit(""));

        using var one = await desk.FrameAsync(with, 0.5);
        using var other = await desk.FrameAsync(without, 0.5);

        Assert.NotEqual(Composition.TestPicture.Bytes(other), Composition.TestPicture.Bytes(one));
        Composition.TestPicture.Look("brought-font", one);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(100_000)]
    public async Task Font_ThatIsBroken_IsRefusedWithItsPlace(int bytes)
    {
        await using var desk = new FilmDesk();
        var font = await File.ReadAllBytesAsync(Variable, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(
            desk.Folder["broken.ttf"], bytes == 0 ? "not a font"u8.ToArray() : font[..bytes],
            TestContext.Current.CancellationToken);

        var ready = await desk.PrepareAsync(Edit("""{"src": "broken.ttf"}"""));

        var problem = Assert.Single(ready.Problems);
        Assert.Equal(("font_unusable", "/timeline/fonts/0/src"), (problem.Code, problem.Pointer));
    }

    [Fact]
    public async Task Font_UnderAnotherName_MakesOtherSegments()
    {
        await using var desk = new FilmDesk();
        File.Copy(Variable, desk.Folder["one.ttf"]);
        File.Copy(Variable, desk.Folder["two.ttf"]);

        var one = await desk.PrepareAsync(Edit("""{"src": "one.ttf"}"""));
        var two = await desk.PrepareAsync(Edit("""{"src": "two.ttf"}"""));

        Assert.NotEqual(one.Segments[0].ContentKey, two.Segments[0].ContentKey);
    }

    private static string Edit(string fonts) => $$"""
        {"timeline": {"fonts": [{{fonts}}], "tracks": [{"clips": [
          {"asset": {"type": "rich-text", "text": "Letters",
                     "font": {"size": 60, "color": "#ffffff", "family": "letters"} },
           "start": 0, "length": 1}]}]}, "output": {"format": "mp4", "resolution": "preview"} }
        """;

    private static string Shared(string name)
    {
        Assert.SkipWhen(SharedData.IsAbsent, SharedData.Absent);
        return SharedData.File(name);
    }

    private static bool Same(TextRasteriser one, string family, TextRasteriser other, string otherFamily, int weight)
    {
        using var first = one.Draw("Framemill", new() { Family = family });
        using var second = other.Draw("Framemill", new() { Family = otherFamily, Weight = weight });
        return first!.Pixels.SequenceEqual(second!.Pixels);
    }
}
