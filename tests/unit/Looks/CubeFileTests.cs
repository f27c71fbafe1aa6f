using Framemill.Media.Looks;
using Xunit;

namespace Framemill.Tests.Unit.Looks;

public sealed class CubeFileTests
{
    private const string Swap = """
        # red and blue change places
        TITLE "swap"
        LUT_3D_SIZE 2
        DOMAIN_MIN 0 0 0
        DOMAIN_MAX 1 1 1
        0 0 0
        0 0 1
        0 1 0
        0 1 1
        1 0 0
        1 0 1
        1 1 0
        1 1 1
        """;

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(0.25, 0.5, 0.75)]
    [InlineData(1, 1, 1)]
    public void Change_BetweenEntries_IsInterpolated(double red, double green, double blue)
    {
        var (cube, problem) = CubeFile.Read(Swap);

        Assert.Null(problem);
        var changed = cube!.Change((red, green, blue));
        Assert.Equal(blue, changed.Red, 9);
        Assert.Equal(green, changed.Green, 9);
        Assert.Equal(red, changed.Blue, 9);
    }

    [Fact]
    public void Change_WiderDomain_SpreadsTheEntries()
    {
        var (cube, _) = CubeFile.Read(Swap.Replace("DOMAIN_MAX 1 1 1", "DOMAIN_MAX 2 2 2"));

        Assert.Equal(0.5, cube!.Change((0, 0, 1)).Red, 9);
    }

    [Theory]
    [InlineData("", "LUT_3D_SIZE is missing")]
    [InlineData("LUT_1D_SIZE 16", "one-dimensional")]
    [InlineData("LUT_3D_SIZE 1", "Line 1: LUT_3D_SIZE is 2 to 65")]
    [InlineData("LUT_3D_SIZE 2\n0 0 0", "1 entries where 2 x 2 x 2")]
    [InlineData("LUT_3D_SIZE 2\n0 0", "Line 2 is neither")]
    [InlineData("LUT_3D_SIZE 2\n0 0 NaN", "Line 2 is neither")]
    [InlineData("<html>", "Line 1 is neither")]
    public void Read_NoTable_SaysWhatIsWrongAndWhere(string text, string expected)
    {
        var (cube, problem) = CubeFile.Read(text);

        Assert.Null(cube);
        Assert.Contains(expected, problem);
    }
}
