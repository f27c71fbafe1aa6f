using Framemill.Media.Sources.Pages;
using Xunit;

namespace Framemill.Tests.Unit.Pages;

public sealed class FontFaceTests
{
    [Fact]
    public void Read_AnInstalledFont_KnowsItsFamilyAndWeight()
    {
        var face = FontFace.Read(File.ReadAllBytes(Installed("Roboto-BoldItalic.ttf")));

        Assert.Contains("Roboto", face.Families);
        Assert.Equal(("700", true), (face.Weight, face.IsItalic));
    }

    [Fact]
    public void Read_AnyCutOrDisturbedFont_TellsWhatItCanAndNeverFails()
    {
        var whole = File.ReadAllBytes(Installed("Roboto-Regular.ttf"));
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var part = whole[..random.Next(0, 4096)];
            for (var k = 0; k < 20 && part.Length > 0; k++) part[random.Next(part.Length)] = (byte)random.Next(256);
            Assert.NotNull(FontFace.Read(part).Weight);
            var disturbed = whole.AsSpan().ToArray();
            for (var k = 0; k < 20; k++) disturbed[random.Next(512)] = (byte)random.Next(256);
            Assert.NotNull(FontFace.Read(disturbed).Weight);
        }
    }

    [Fact]
    public void Css_NameOutOfAFile_CannotEndTheRule()
    {
        var css = FontFace.Read([]).Css("a\"}</style><script>", "font"u8);

        Assert.DoesNotContain("</style", css, StringComparison.Ordinal);
        Assert.Equal(2, css.Count(c => c == '"'));
    }

    private static string Installed(string name) =>
        Directory.EnumerateFiles("/usr/share/fonts", name, SearchOption.AllDirectories).First();
}
