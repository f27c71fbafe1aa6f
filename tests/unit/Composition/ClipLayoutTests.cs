using Framemill.Media.Composition.Layout;
using Framemill.Media.Edits;
using Xunit;

namespace Framemill.Tests.Unit.Composition;

public sealed class ClipLayoutTests
{
    private static readonly LayoutRequest Square = new()
    {
        SourceWidth = 100, SourceHeight = 100, Frame = new(1920, 1080),
    };

    [Theory]
    [InlineData(Fit.Crop, 0, 0, 1920, 1080)]
    [InlineData(Fit.Cover, 0, 0, 1920, 1080)]
    [InlineData(Fit.Contain, 420, 0, 1080, 1080)]
    [InlineData(Fit.None, 910, 490, 100, 100)]
    public void Place_EachFit_FillsItsRectangle(Fit fit, double x, double y, double width, double height) =>
        Lies(Square with { Fit = fit }, x, y, width, height);

    [Fact]
    public void Place_Crop_ShowsTheMiddleOfTheSource()
    {
        var visible = ClipLayout.Place(Square).Visible;

        Assert.Equal(new Area(0, 21.875, 100, 56.25), visible);
    }

    [Theory]
    [InlineData(Position.TopLeft, 0, 0)]
    [InlineData(Position.Top, 910, 0)]
    [InlineData(Position.TopRight, 1820, 0)]
    [InlineData(Position.Left, 0, 490)]
    [InlineData(Position.Center, 910, 490)]
    [InlineData(Position.Right, 1820, 490)]
    [InlineData(Position.BottomLeft, 0, 980)]
    [InlineData(Position.Bottom, 910, 980)]
    [InlineData(Position.BottomRight, 1820, 980)]
    public void Place_Position_PinsThatSide(Position position, double x, double y) =>
        Lies(Square with { Fit = Fit.None, Position = position }, x, y, 100, 100);

    [Fact]
    public void Place_Offset_IsOfTheFrameAndUpwards() =>
        Lies(Square with { Fit = Fit.None, Position = Position.TopLeft, OffsetX = 0.5, OffsetY = -0.25 }, 960, 270,
            100, 100);

    [Fact]
    public void Place_Scale_KeepsThePinnedCorner() =>
        Lies(Square with { Fit = Fit.None, Position = Position.BottomRight, Scale = 0.5 }, 1870, 1030, 50, 50);

    [Fact]
    public void Place_ScaleOfAFilledFrame_ShrinksTowardsThePin() =>
        Lies(Square with { Position = Position.TopRight, Scale = 0.25 }, 1440, 0, 480, 270);

    [Fact]
    public void Place_Box_IsFilledAndPinned() =>
        Lies(Square with { BoxWidth = 400, BoxHeight = 200, Position = Position.BottomLeft }, 0, 880, 400, 200);

    [Fact]
    public void Place_ContainInABox_IsCentredInIt() =>
        Lies(Square with { Fit = Fit.Contain, BoxWidth = 400, BoxHeight = 200, Position = Position.TopLeft }, 100, 0,
            200, 200);

    [Fact]
    public void Place_NativeSizeInABox_IsCutByIt() =>
        Lies(Square with { Fit = Fit.None, BoxWidth = 40, BoxHeight = 200, Position = Position.TopLeft }, 0, 50, 40,
            100);

    [Fact]
    public void Place_Crop_TakesSidesAwayFirst()
    {
        var placement = ClipLayout.Place(Square with
        {
            Fit = Fit.Contain, Crop = new() { Left = 0.25, Right = 0.25 }, Frame = new(200, 200),
        });

        Assert.Equal(new Area(25, 0, 50, 100), placement.Visible);
        Close(new(50, 0, 100, 200), placement.FrameBounds());
    }

    [Fact]
    public void Place_QuarterTurn_TurnsClockwiseAboutTheCentre()
    {
        var placement = ClipLayout.Place(Square with { Fit = Fit.None, RotateDegrees = 90 });

        var (x, y) = placement.SourceToFrame.Apply(0, 0);

        Assert.Equal(1010, x, 9);
        Assert.Equal(490, y, 9);
        Close(new(910, 490, 100, 100), placement.FrameBounds());
    }

    [Fact]
    public void Place_FlipHorizontal_MirrorsInPlace()
    {
        var placement = ClipLayout.Place(Square with { Fit = Fit.None, FlipHorizontal = true });

        Assert.Equal((1010, 490), placement.SourceToFrame.Apply(0, 0));
    }

    [Fact]
    public void Place_KeptOverflow_ShowsAllAlongThatSide()
    {
        var placement = ClipLayout.Place(Square with { KeepsOverflowY = true });

        Assert.Equal(new Area(0, 0, 100, 100), placement.Visible);
        Close(new(0, -420, 1920, 1920), placement.FrameBounds());
    }

    [Fact]
    public void Place_EverythingCropped_ShowsNothing() =>
        Assert.True(ClipLayout.Place(Square with { Crop = new() { Left = 0.5, Right = 0.5 } }).Visible.IsEmpty);

    private static void Lies(LayoutRequest request, double x, double y, double width, double height) =>
        Close(new(x, y, width, height), ClipLayout.Place(request).FrameBounds());

    private static void Close(Area expected, Area actual)
    {
        Assert.Equal(expected.X, actual.X, 9);
        Assert.Equal(expected.Y, actual.Y, 9);
        Assert.Equal(expected.Width, actual.Width, 9);
        Assert.Equal(expected.Height, actual.Height, 9);
    }
}
