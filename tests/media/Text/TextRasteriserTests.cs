using Framemill.Media.Edits;
using Framemill.Media.Text;
using Xunit;

namespace Framemill.Tests.Media.Text;

public sealed class TextRasteriserTests
{
    private const string AllScripts = "Grüße مرحبا שלום नमस्ते สวัสดี 你好 日本 한국 😀👨‍👩‍👧‍👦";

    [Fact]
    public void Draw_AllScriptsInOneLine_FindsAGlyphForEach()
    {
        using var rasteriser = new TextRasteriser([]);

        using var raster = rasteriser.Draw(AllScripts, new() { Size = 48 });

        Assert.NotNull(raster);
        Assert.Equal(0, raster.UnknownGlyphs);
        Assert.Equal(1, raster.LineCount);
        RasterPicture.Look("scripts", raster);
    }

    [Fact]
    public void Draw_Emoji_HasColour()
    {
        using var rasteriser = new TextRasteriser([]);

        using var raster = rasteriser.Draw("😀", new() { Size = 64, Colour = Rgba.White });

        Assert.NotNull(raster);
        Assert.Contains(RasterPicture.Pixels(raster), pixel => pixel.Alpha > 200 && pixel.Red > pixel.Blue + 80);
    }

    [Fact]
    public void Draw_SameTwice_GivesSameBytes()
    {
        using var first = new TextRasteriser([]);
        using var second = new TextRasteriser([]);
        var style = new Lettering
        {
            Size = 37.5, Weight = 700, Shadow = new(Rgba.Black, 2, 3, 8), Stroke = new(Rgba.Black, 2), BoxWidth = 300,
        };

        using var one = first.Draw(AllScripts, style);
        using var other = second.Draw(AllScripts, style);

        Assert.NotNull(one);
        Assert.NotNull(other);
        Assert.True(one.Pixels.SequenceEqual(other.Pixels));
    }

    [Fact]
    public async Task Draw_FromManyThreads_GivesTheBytesOfOne()
    {
        using var rasteriser = new TextRasteriser([]);
        var style = new Lettering { Size = 30, BoxWidth = 400 };
        using var alone = rasteriser.Draw(AllScripts, style);
        var bytes = alone!.Pixels.ToArray();

        await Parallel.ForAsync(0, 16, TestContext.Current.CancellationToken, (_, _) =>
        {
            using var again = rasteriser.Draw(AllScripts, style);
            Assert.True(again!.Pixels.SequenceEqual(bytes));
            return ValueTask.CompletedTask;
        });
    }

    [Theory]
    [InlineData("The quick brown fox jumps over the lazy dog", 3)]
    [InlineData("วันนี้อากาศดีมากและเราจะไปเที่ยวทะเลกัน", 2)]
    [InlineData("你知道吗超过八成的用户会在前三秒内决定是否继续观看", 3)]
    public void Draw_NarrowBox_BreaksLinesByLanguage(string text, int linesMin)
    {
        using var rasteriser = new TextRasteriser([]);

        using var raster = rasteriser.Draw(text, new() { Size = 40, BoxWidth = 330 });

        Assert.NotNull(raster);
        Assert.InRange(raster.LineCount, linesMin, 8);
        Assert.InRange(raster.OriginX, -2, 330);
        Assert.InRange(raster.OriginX + raster.Width, 0, 334);
        RasterPicture.Look($"wrap-{text.Length}", raster);
    }

    [Fact]
    public void Draw_OneLongWord_BreaksInsideTheWord()
    {
        using var rasteriser = new TextRasteriser([]);

        using var raster = rasteriser.Draw(
            "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz", new() { Size = 40, BoxWidth = 400 });

        Assert.NotNull(raster);
        Assert.InRange(raster.LineCount, 3, 6);
        Assert.True(raster.Width <= 404);
    }

    [Fact]
    public void Draw_TooMuchForItsBox_EndsInAnEllipsis()
    {
        using var rasteriser = new TextRasteriser([]);
        var text = string.Join(' ', Enumerable.Repeat("word", 200));

        foreach (var ellipsis in new[] { "…", "...", " [more]" })
        {
            using var raster = rasteriser.Draw(
                text, new() { Size = 30, BoxWidth = 300, BoxHeight = 120, Ellipsis = ellipsis });

            Assert.NotNull(raster);
            Assert.True(raster.OriginY >= -2 && raster.OriginY + raster.Height <= 124);
            Assert.InRange(raster.LineCount, 2, 4);
            RasterPicture.Look($"ellipsis-{ellipsis.Length}", raster);
        }
    }

    [Fact]
    public void Draw_TooMuchForABoxThatCuts_EndsAtTheBox()
    {
        using var rasteriser = new TextRasteriser([]);
        var text = string.Join(' ', Enumerable.Repeat("word", 200));

        using var raster = rasteriser.Draw(
            text, new() { Size = 30, BoxWidth = 300, BoxHeight = 120, CutsAtBox = true });

        Assert.Equal(0, raster!.OriginY);
        Assert.Equal(120, raster.Height);
    }

    [Fact]
    public void Draw_WhatFitsItsBox_HasNoEllipsis()
    {
        using var rasteriser = new TextRasteriser([]);
        var style = new Lettering { Size = 30, BoxWidth = 300, BoxHeight = 120 };

        using var with = rasteriser.Draw("word word", style with { Ellipsis = "…" });
        using var without = rasteriser.Draw("word word", style);

        Assert.True(with!.Pixels.SequenceEqual(without!.Pixels));
    }

    [Theory]
    [InlineData("Latin", "Příliš žluťoučký kůň, Ünïcode ﬁ, Việt Nam, ŋ ə ħ")]
    [InlineData("Greek and Cyrillic", "Ελληνικά ἀρχή, русский, українська ї є ґ, ѣ")]
    [InlineData("Arabic", "السلام عليكم، فارسی گچپژ، اردو ڈٹھے ١٢٣")]
    [InlineData("Hebrew", "שָׁלוֹם עולם ״גרשיים״")]
    [InlineData("Devanagari", "नमस्ते क्षत्रिय ज्ञान श्री १२३")]
    [InlineData("Bengali, Tamil, Telugu", "বাংলা তமிழ் தமிழ் తెలుగు ಕನ್ನಡ മലയാളം ગુજરાતી ਪੰਜਾਬੀ ଓଡ଼ିଆ සිංහල")]
    [InlineData("Thai and neighbours", "สวัสดีครับ ที่นี่ ລາວ ខ្មែរ မြန်မာ")]
    [InlineData("Chinese", "简体中文 繁體中文 㐀 𠮷 。，「」")]
    [InlineData("Japanese", "日本語 カタカナ ひらがな 々〆 ｶﾅ ー")]
    [InlineData("Korean", "한국어 가각간 ㄱㄴㄷ")]
    [InlineData("Others", "ქართული Հայերեն አማርኛ བོད་ ᠮᠣᠩᠭᠣᠯ ᏣᎳᎩ ⵜⵉⴼⵉⵏⴰⵖ")]
    [InlineData("Emoji", "😀 👍🏽 👩🏿‍🚀 👨‍👩‍👧‍👦 🏳️‍🌈 🇩🇪🇯🇵 ❤️ 1️⃣ ☺️ 🫠")]
    [InlineData("Symbols", "→ ∞ ≠ ∑ √ € ₹ ₿ © ™ ½ • … — “” ♪ ✓ ★ ▶ ⌘")]
    public void Draw_EachScript_HasAGlyphForEveryCharacter(string script, string text)
    {
        using var rasteriser = new TextRasteriser([]);
        foreach (var family in new[] { "Roboto", "Open Sans", "Montserrat", "No Such Family" })
        {
            using var raster = rasteriser.Draw(text, new() { Size = 40, Family = family });

            Assert.True(raster!.UnknownGlyphs == 0, $"{script} in {family}: {raster.UnknownGlyphs} unknown");
            if (family == "Roboto") RasterPicture.Look($"script-{script}", raster);
        }
    }

    [Theory]
    [InlineData(TextAlignment.Start, 0, 60)]
    [InlineData(TextAlignment.Centre, 200, 420)]
    [InlineData(TextAlignment.End, 500, 600)]
    public void Draw_Alignment_PutsTextWhereItSays(TextAlignment alignment, int leftMin, int leftMax)
    {
        using var rasteriser = new TextRasteriser([]);
        var style = new Lettering { Size = 40, BoxWidth = 600, BoxHeight = 200, Horizontal = alignment };

        foreach (var text in new[] { "Left", "שלום" })
        {
            using var raster = rasteriser.Draw(text, style);
            Assert.InRange(raster!.OriginX, leftMin, leftMax);
        }
    }

    [Fact]
    public void Draw_UnknownFamily_FallsBackToRoboto()
    {
        using var rasteriser = new TextRasteriser([]);

        using var unknown = rasteriser.Draw("Framemill", new() { Family = "No Such Family" });
        using var roboto = rasteriser.Draw("Framemill", new() { Family = "Roboto" });

        Assert.True(unknown!.Pixels.SequenceEqual(roboto!.Pixels));
    }

    [Fact]
    public void Draw_OnlySpaces_IsNothing()
    {
        using var rasteriser = new TextRasteriser([]);

        Assert.Null(rasteriser.Draw("  ", new()));
        Assert.Null(rasteriser.Draw("", new()));
    }

    [Fact]
    public void Draw_LargerThanAllowed_IsRefused()
    {
        using var rasteriser = new TextRasteriser([], pixelsMax: 10_000);

        Assert.Throws<TextException>(() => rasteriser.Draw("Large", new() { Size = 400 }));
    }

    [Fact]
    public void Draw_SpansAndDecorations_LookRight()
    {
        using var rasteriser = new TextRasteriser([]);
        var style = new Lettering
        {
            Size = 60, Weight = 700, BoxWidth = 900, BoxHeight = 400,
            Background = new(new Rgba(20, 40, 90), 40, HugsText: false),
            Border = new(new Rgba(255, 200, 0), 8, 40),
            Stroke = new(new Rgba(0, 0, 0), 4), Shadow = new(new Rgba(0, 0, 0, 180), 6, 8, 14),
            Gradient = new(false, 90, [new(0, new Rgba(255, 80, 80)), new(1, new Rgba(80, 200, 255))]),
        };

        using var raster = rasteriser.Draw("Gradient, stroke\nand shadow العربية", style,
            [new(0, 8) { Italic = true, Underline = true }, new(10, 6) { Colour = Rgba.White }]);

        Assert.NotNull(raster);
        Assert.Equal(2, raster.LineCount);
        RasterPicture.Look("decorated", raster);
    }
}
