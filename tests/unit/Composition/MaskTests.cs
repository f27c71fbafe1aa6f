using Framemill.Media.Composition;
using Framemill.Media.Composition.Layout;
using Framemill.Media.Composition.Masks;
using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Unit.Composition;

public sealed class MaskTests
{
    private static readonly AffineTransform Half = AffineTransform.Identity.Translate(10, 20).Scale(0.5);

    [Fact]
    public void VisibleMask_EdgesBetweenPixels_GiveTheCoveredShare()
    {
        // A source of 100x100 lies from (10.25, 20.5) to (60.25, 70.5) of the frame.
        var toSource = AffineTransform.Identity.Scale(0.5).Translate(10.25, 20.5).Inverse()!.Value;
        var mask = Visible(toSource, new(0, 0, 100, 100));
        var row = new byte[100];

        mask.Fill(30, 0, row);

        Assert.Equal([0, 191, 255], row[9..12].Select(weight => (int)weight));
        Assert.Equal([255, 64, 0], row[59..62].Select(weight => (int)weight));
        mask.Fill(20, 0, row);
        Assert.InRange(row[30], 127, 128);
        mask.Fill(19, 0, row);
        Assert.All(row, weight => Assert.Equal(0, weight));
    }

    [Fact]
    public void CurtainMask_HardEdge_IsCoveredShareOfItsPixel()
    {
        // Three tenths of a clip 100 wide, 50 in the frame from 5 on: the edge stands at 20.
        var toSource = Half.Inverse()!.Value;
        var mask = Curtained(new(Whole: 0.3, Gone: 0.3), toSource, new(0, 0, 100, 100), isMirrored: false);
        var row = new byte[60];

        mask.Fill(30, 0, row);

        Assert.Equal([255, 255, 0, 0], row[18..22].Select(weight => (int)weight));
    }

    [Theory]
    [InlineData(false, 255, 0)]
    [InlineData(true, 0, 255)]
    public void CurtainMask_MirroredClip_GoesByWhatIsSeen(bool isMirrored, int left, int right)
    {
        var placed = isMirrored ? AffineTransform.Identity.FlipX(100) : AffineTransform.Identity;
        // What is seen is the same for both: the left half. Asked for without the flag, a mirrored clip shows the
        // other.
        var mask = Curtained(new(0.5, 0.5), placed.Inverse()!.Value, new(0, 0, 100, 100), isMirrored: false);
        var row = new byte[100];

        mask.Fill(0, 0, row);

        Assert.Equal((left, right), (row[10], row[90]));
        Curtained(new(0.5, 0.5), placed.Inverse()!.Value, new(0, 0, 100, 100), isMirrored).Fill(0, 0, row);
        Assert.Equal((255, 0), (row[10], row[90]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    [InlineData(45)]
    [InlineData(90)]
    [InlineData(-171.3)]
    public void Fill_WholeRows_AreTheirPixelsOneByOne(double degrees)
    {
        var toSource = AffineTransform.Identity.Scale(1.7).Rotate(degrees).Translate(210.3, 150.8).Inverse()!.Value;
        var area = new Area(-40.5, -30.25, 130, 90);
        IRowMask[] masks =
        [
            Visible(toSource, area),
            Curtained(new(0.3, 0.3), toSource, area, isMirrored: false),
            Curtained(new(0.2, 0.8), toSource, area, isMirrored: true),
        ];
        var (row, pixel) = (new byte[401], new byte[1]);

        foreach (var mask in masks)
        {
            for (var y = 0; y < 300; y += 3)
            {
                mask.Fill(y, 5, row);
                for (var x = 0; x < row.Length; x++)
                {
                    mask.Fill(y, x + 5, pixel);
                    Assert.Equal(pixel[0], row[x]);
                }
            }
        }
    }

    private static VisibleMask Visible(in AffineTransform toSource, Area area)
    {
        var mask = new VisibleMask();
        mask.Set(toSource, area);
        return mask;
    }

    private static RampMask Curtained(Curtain curtain, in AffineTransform toSource, Area area, bool isMirrored)
    {
        var mask = new RampMask();
        CurtainMasks.Set(mask, curtain, toSource, area, isMirrored);
        return mask;
    }
}
