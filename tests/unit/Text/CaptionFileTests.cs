using Framemill.Media.Text;
using Framemill.Media.Text.Captions;
using Xunit;
using TextEncoding = System.Text.Encoding;

namespace Framemill.Tests.Unit.Text;

public sealed class CaptionFileTests
{
    private const string Typical =
        "1\n00:00:00,000 --> 00:00:01,234\nThis is the first subtitle.\n\n"
        + "2\n00:00:02,345 --> 00:00:03,456\nThis is the second subtitle.\nSecond subtitle with second line.\n\n"
        + "3\n02:00:04,567 --> 02:00:08,901\nThis is the third subtitle.\n";

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Parse_AnyLineEnding_FindsTheSameCues(string ending)
    {
        var cues = CaptionFile.Parse(Typical.Replace("\n", ending, StringComparison.Ordinal));

        Assert.Equal(3, cues.Count);
        Assert.Equal((2345, 3456), (cues[1].StartMilliseconds, cues[1].EndMilliseconds));
        Assert.Equal("This is the second subtitle.\nSecond subtitle with second line.", cues[1].Text);
        Assert.Equal(7204567, cues[2].StartMilliseconds);
    }

    [Fact]
    public void Read_AnyEncoding_FindsTheSameCues()
    {
        var text = Typical.Replace("first", "première", StringComparison.Ordinal);
        byte[][] files =
        [
            TextEncoding.UTF8.GetBytes(text), [.. TextEncoding.UTF8.Preamble, .. TextEncoding.UTF8.GetBytes(text)],
            [.. TextEncoding.Unicode.Preamble, .. TextEncoding.Unicode.GetBytes(text)],
                TextEncoding.Unicode.GetBytes(text),
            [.. TextEncoding.BigEndianUnicode.Preamble, .. TextEncoding.BigEndianUnicode.GetBytes(text)],
            TextEncoding.Latin1.GetBytes(text),
        ];

        Assert.All(files, file => Assert.Equal("This is the première subtitle.", CaptionFile.Read(file)[0].Text));
    }

    [Fact]
    public void Parse_NumbersMissing_FindsAllCues()
    {
        Assert.Equal(3, CaptionFile.Parse(Typical.Replace("2\n00:00:02", "00:00:02", StringComparison.Ordinal)).Count);
    }

    [Fact]
    public void Parse_BlankLineMissing_StillPartsTheCues()
    {
        var cues = CaptionFile.Parse(Typical.Replace("\n\n", "\n", StringComparison.Ordinal));

        Assert.Equal(3, cues.Count);
        Assert.Equal("This is the first subtitle.", cues[0].Text);
    }

    [Theory]
    [InlineData("-0:00:04,567 --> -0:00:03,456")]
    [InlineData("-00:00:02,345 --> 00:00:01,234")]
    [InlineData("00:00:02,345 --> 00:00:03,4560")]
    [InlineData("02:00:04,567 --> 02:00:08,90")]
    [InlineData("00:00:05,000 --> 00:00:04,000")]
    [InlineData("00:00:05,000 --> later")]
    [InlineData("0.0.0 --> 00:05.678")]
    public void Parse_TimesUnreadable_LeavesThatCueOut(string timing)
    {
        var cues = CaptionFile.Parse(Typical.Replace("00:00:02,345 --> 00:00:03,456", timing,
            StringComparison.Ordinal));

        Assert.Equal(["This is the first subtitle.", "This is the third subtitle."], cues.Select(cue => cue.Text));
    }

    [Fact]
    public void Parse_Overrides_GivePlaceAndVanish()
    {
        var cues = CaptionFile.Parse(
            "1\n00:00:00,000 --> 00:00:01,000\nUp {\\an8}here{\\xyz}.\n\n"
            + "2\n00:00:01,000 --> 00:00:02,000\nStays { \\an2} so.\n");

        Assert.Equal("Up here.", cues[0].Text);
        Assert.Equal(new CaptionPlace(TextAlignment.Centre, TextAlignment.Start), cues[0].Place);
        Assert.Equal("Stays { \\an2} so.", cues[1].Text);
    }

    [Fact]
    public void Parse_Tags_BecomeSpans()
    {
        var cue = CaptionFile.Parse(
            "1\n00:00:00,000 --> 00:00:01,000\n"
            + "A <i>slanted <b>bold</i> and <font color=\"#ff0000\">red</font> 1 < 2\n")[0];

        Assert.Equal("A slanted bold and red 1 < 2", cue.Text);
        Assert.Contains(cue.Spans, span => span is { Italic: true, Start: 2, Length: 12 });
        Assert.Contains(cue.Spans, span => span.Colour is { Red: 255, Green: 0 } && span.Start == 19
            && span.Length == 3);
        Assert.Contains(cue.Spans, span => span.Weight == 700 && span.Start == 10);
    }

    [Fact]
    public void Parse_Vtt_SkipsWhatIsNoCue()
    {
        var cues = CaptionFile.Parse(
            "WEBVTT - title\nX-Header: 1\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:fred\n\nNOTE\na --> b\nmore\n\n"
            + "intro\n00:00.000 --> 00:01.234 align:start line:10%\n"
            + "One &lt;<c.yellow>two</c>&gt; &amp; <v Anna>three</v>\n\n"
            + "02.345 --> 00:03.456\nSome <ruby>base<rt>above</rt></ruby> <00:02.500>later\n\nNOTE end");

        Assert.Equal(["One <two> & three", "Some base later"], cues.Select(cue => cue.Text));
        Assert.Equal(new CaptionPlace(TextAlignment.Start, TextAlignment.Start), cues[0].Place);
        Assert.Equal([new CaptionMark(10, 2500)], cues[1].Marks);
        Assert.Equal(2345, cues[1].StartMilliseconds);
    }

    [Fact]
    public void Parse_RandomBytes_NeverThrows()
    {
        var random = new Random(4711);
        var pieces = new[] { "-->", "00:00:01,000", "<b>", "</", "&amp;", "{\\an8}", "\n", "\n\n", "WEBVTT", "1",
            "\0", "🙂", "<c.", ">" };
        for (var i = 0; i < 2000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(30))
                .Select(_ => pieces[random.Next(pieces.Length)]));
            CaptionFile.Parse(text);
            CaptionFile.Read(TextEncoding.UTF8.GetBytes(text));
            var noise = new byte[random.Next(64)];
            random.NextBytes(noise);
            CaptionFile.Read(noise);
        }
    }

    [Fact]
    public void Stack_CuesAtTheSameTime_StandAboveEachOther()
    {
        var cues = CaptionFile.Parse(
            "WEBVTT\n\n00:00.000 --> 00:03.000\nlower\n\n00:01.000 --> 00:02.000\n<i>upper</i>\n");

        var stacked = Assert.Single(CaptionStacking.Stack(cues));

        Assert.Equal("upper\nlower", stacked.Text);
    }

    [Fact]
    public void Parse_Ttml_ReadsTimesOfEveryNotation()
    {
        var cues = CaptionFile.Parse("""
            <?xml version="1.0" encoding="UTF-8"?>
            <tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter"
                ttp:frameRate="25" ttp:tickRate="10000000">
              <head><styling><style xml:id="s1" /></styling></head>
              <body><div>
                <p begin="00:00:03.500" end="00:00:04:05" style="s1">Third &amp; last<br/>line</p>
                <p begin="1s" dur="500ms">
                  First
                  line
                </p>
                <p begin="20000000t" end="62.5f"><span begin="0s">Two</span> <span begin="250ms">words</span></p>
                <p begin="5s" end="4s">never</p>
                <p>without time</p>
              </div></body>
            </tt>
            """);

        Assert.Equal(
            [(1000L, 1500L, "First line"), (2000L, 2500L, "Two words"), (3500L, 4200L, "Third & last\nline")],
            cues.Select(cue => (cue.StartMilliseconds, cue.EndMilliseconds, cue.Text)));
        Assert.Equal([2000L, 2250L], CaptionWords.Of(cues[1]).Select(word => word.Milliseconds));
    }

    [Theory]
    [InlineData("<tt><body><p begin='1s' end='2s'>one</p><p begin='2s'")]
    [InlineData("<!DOCTYPE tt [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><tt><p begin='1s' end='2s'>&x;</p></tt>")]
    [InlineData("<?xml version='1.0'?><tt")]
    public void Parse_BrokenOrHostileTtml_DoesNoHarm(string text) =>
        Assert.All(CaptionFile.Parse(text), cue => Assert.Equal("one", cue.Text));
}
