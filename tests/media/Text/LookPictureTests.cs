using Framemill.Media.Edits;
using Framemill.Media.Text;
using Framemill.Media.Text.Captions;
using Framemill.Media.Text.Looks;
using Xunit;

namespace Framemill.Tests.Media.Text;

public sealed class LookPictureTests
{
    private static readonly LookSpace Space = new(new(960, 540), null, null);

    [Fact]
    public void TitleLook_EveryStyleAndSize_FitsIntoTheFrame()
    {
        using var rasteriser = new TextRasteriser([]);
        foreach (var style in Enum.GetValues<TitleStyle>())
        {
            foreach (var size in Enum.GetValues<TitleSize>())
            {
                var look = TitleLook.Of(new() { Text = "", Style = style, Size = size }, Space);

                using var raster = rasteriser.Draw("Grow your own", look);

                Assert.NotNull(raster);
                Assert.InRange(raster.OriginX, -2, 960);
                Assert.InRange(raster.OriginY + raster.Height, 0, 542);
                if (size == TitleSize.Large) RasterPicture.Look($"title-{style}", raster);
            }
        }
    }

    [Fact]
    public void TitleLook_TenStyles_AreTenPictures()
    {
        using var rasteriser = new TextRasteriser([]);

        var pictures = Enum.GetValues<TitleStyle>().Select(style =>
        {
            using var raster = rasteriser.Draw("Framemill", TitleLook.Of(new() { Text = "", Style = style }, Space));
            return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(raster!.Pixels));
        });

        Assert.Equal(10, pictures.Distinct().Count());
    }

    [Fact]
    public void CaptionLook_LongCaption_StaysInNineTenthsAndAboveTheEdge()
    {
        using var rasteriser = new TextRasteriser([]);
        var look = CaptionLook.Of(new CaptionAsset { Source = "" }, Space, CaptionPlace.Default);

        using var raster = rasteriser.Draw(
            "Instead of watering on a fixed schedule, consider using a moisture meter "
                + "to accurately gauge the soil's wetness.",
            look);

        Assert.NotNull(raster);
        Assert.Equal(2, raster.LineCount);
        // The plate reaches a little over the letters.
        Assert.InRange(raster.Width, 400, 900);
        Assert.InRange(raster.OriginY + raster.Height, 500, 520);
        RasterPicture.Look("caption-long", raster);
    }

    [Theory]
    [InlineData(8, 0, 60)]
    [InlineData(5, 200, 300)]
    [InlineData(2, 440, 540)]
    public void CaptionLook_PlaceOfTheFile_IsKept(int keypad, int topMin, int topMax)
    {
        using var rasteriser = new TextRasteriser([]);
        var look = CaptionLook.Of(new CaptionAsset { Source = "" }, Space, CaptionPlace.FromKeypad(keypad));

        using var raster = rasteriser.Draw("Here", look);

        Assert.InRange(raster!.OriginY, topMin, topMax);
    }
}
