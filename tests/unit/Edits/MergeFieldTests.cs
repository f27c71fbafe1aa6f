using System.Text.Json.Nodes;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Xunit;

namespace Framemill.Tests.Unit.Edits;

public sealed class MergeFieldTests
{
    [Fact]
    public void Read_TokenAlone_TakesTheTypeOfItsField()
    {
        var clip = An.Edit()
            .Track(An.Image("{{ START }}", "{{LENGTH}}").With("scale", "{{ SCALE }}"))
            .Merge("START", 1.5).Merge("LENGTH", "auto")
            .Merge("SCALE", JsonNode.Parse("""[{"from":0,"to":1,"start":0,"length":1}]"""))
            .Read().Timeline.Tracks[0].Clips[0];

        Assert.Equal(new ClipStart.Seconds(new Rational(3, 2)), clip.Start);
        Assert.Equal(new ClipLength.Auto(), clip.Length);
        Assert.Single(clip.Scale.Tweens);
    }

    [Fact]
    public void Read_TokensInText_ArePutIn()
    {
        var text = ReadText("{{ GREETING }} {{NAME}}, {{ COUNT }} of {{ UNKNOWN }} {{ name }}");

        Assert.Equal("Hello Ada, 5 of {{ UNKNOWN }} {{ name }}", text);
    }

    [Fact]
    public void Read_NumberWhereTextIsWanted_BecomesText() => Assert.Equal("5", ReadText("{{ COUNT }}"));

    [Fact]
    public void Read_WhatAFieldBringsIn_IsNotSearchedAgain() =>
        Assert.Equal("{{ NAME }}", ReadText("{{ NESTED }}"));

    [Theory]
    [InlineData("{{", "{{")]
    [InlineData("}}{{", "}}{{")]
    [InlineData("{{}}", "{{}}")]
    [InlineData("{{ {{ NAME }} }}", "{{ Ada }}")]
    [InlineData("{{{NAME}}}", "{Ada}")]
    [InlineData("{{NAME}}{{NAME}}", "AdaAda")]
    public void Read_OddBraces_StayAsTheyAre(string text, string filled) => Assert.Equal(filled, ReadText(text));

    [Fact]
    public void Read_TokenWithoutAField_IsToldWhereAValueIsNeeded()
    {
        var problem = Assert.Single(An.Edit().Track(An.Image("{{ START }}", 1)).Merge("OTHER", 1).Reading().Problems);

        Assert.Equal(
            (EditProblemCodes.MergeFieldMissing, "/timeline/tracks/0/clips/0/start"), (problem.Code, problem.Pointer));
        Assert.Contains("START", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MergedJson_IsTheEditWithItsFieldsFilled()
    {
        var reading = An.Edit().Track(An.Image("{{ START }}", 1)).Merge("START", 2).Reading();

        Assert.Equal(2, (int)JsonNode.Parse(reading.MergedJson!)!["timeline"]!["tracks"]![0]!["clips"]![0]!["start"]!);
        Assert.Empty(EditReader.Read(reading.MergedJson!, new()).Problems);
    }

    [Fact]
    public void Read_FieldWithoutReplacement_IsTold()
    {
        var edit = An.Edit().Track(An.Image(0, 1));
        edit.Root["merge"] = JsonNode.Parse("""[{"find":"A"},{"replace":1},5]""");

        Assert.Equal(
            ["/merge/0/replace", "/merge/1/find", "/merge/2"], edit.Reading().Problems.Select(p => p.Pointer));
    }

    [Fact]
    public void Read_FieldsThatBlowUpTheEdit_AreRefusedQuickly()
    {
        var text = string.Concat(Enumerable.Repeat("{{A}}", 100_000));
        var inText = An.Edit().Track(An.Text(0, 1, text)).Merge("A", new string('x', 100_000)).Reading();
        Assert.Equal(EditProblemCodes.TooLarge, Assert.Single(inText.Problems).Code);

        var list = new JsonArray([.. Enumerable.Repeat(0, 100_000).Select(_ => (JsonNode)"{{A}}")]);
        var big = new JsonArray([.. Enumerable.Repeat(0, 100_000).Select(i => (JsonNode)i)]);
        var asValues = An.Edit().Track(An.Image(0, 1)).Timeline("x", list).Merge("A", big).Reading();
        Assert.Equal(EditProblemCodes.TooLarge, Assert.Single(asValues.Problems).Code);
    }

    private static string ReadText(string text)
    {
        var edit = An.Edit().Track(An.Text(0, 1, text))
            .Merge("GREETING", "Hello").Merge("NAME", "Ada").Merge("COUNT", 5).Merge("NESTED", "{{ NAME }}")
            .Read();
        return Assert.IsType<RichTextAsset>(edit.Timeline.Tracks[0].Clips[0].Asset).Text;
    }
}
