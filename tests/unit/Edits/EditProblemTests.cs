using System.Text.Json.Nodes;
using Framemill.Media.Edits;
using Xunit;

namespace Framemill.Tests.Unit.Edits;

public sealed class EditProblemTests
{
    private const string Clip = "/timeline/tracks/0/clips/0";

    [Theory]
    [InlineData("""{"start":-1}""", "out_of_range", Clip + "/start")]
    [InlineData("""{"start":null}""", "wrong_type", Clip + "/start")]
    [InlineData("""{"start":"later"}""", "invalid_value", Clip + "/start")]
    [InlineData("""{"length":-0.001}""", "out_of_range", Clip + "/length")]
    [InlineData("""{"length":1e999}""", "out_of_range", Clip + "/length")]
    [InlineData("""{"length":"alias://a b"}""", "invalid_value", Clip + "/length")]
    [InlineData("""{"length":"alias://nobody"}""", "alias_unknown", Clip + "/length")]
    [InlineData("""{"alias":"a b"}""", "invalid_value", Clip + "/alias")]
    [InlineData("""{"alias":"me","start":"alias://me"}""", "alias_cycle", Clip)]
    [InlineData("""{"fit":"fill"}""", "invalid_value", Clip + "/fit")]
    [InlineData("""{"fit":1}""", "wrong_type", Clip + "/fit")]
    [InlineData("""{"scale":"large"}""", "wrong_type", Clip + "/scale")]
    [InlineData("""{"scale":[{"from":0,"too":1}]}""", "unknown_key", Clip + "/scale/0/too")]
    [InlineData("""{"scale":[{"easing":"easeInBounce"}]}""", "invalid_value", Clip + "/scale/0/easing")]
    [InlineData("""{"width":0}""", "out_of_range", Clip + "/width")]
    [InlineData("""{"offset":{"x":11}}""", "out_of_range", Clip + "/offset/x")]
    [InlineData("""{"transition":{"in":"fadeSlowly"}}""", "invalid_value", Clip + "/transition/in")]
    [InlineData("""{"transition":{"in":"noneSlow"}}""", "invalid_value", Clip + "/transition/in")]
    [InlineData("""{"transform":{"rotate":{"angle":361}}}""", "out_of_range", Clip + "/transform/rotate/angle")]
    [InlineData("""{"duration":5}""", "unknown_key", Clip + "/duration")]
    [InlineData("""{"a/b~c":5}""", "unknown_key", Clip + "/a~1b~0c")]
    [InlineData("""{"asset":[]}""", "wrong_type", Clip + "/asset")]
    [InlineData("""{"asset":{}}""", "missing", Clip + "/asset/type")]
    [InlineData("""{"asset":{"type":"movie"}}""", "invalid_value", Clip + "/asset/type")]
    [InlineData("""{"asset":{"type":"image"}}""", "missing", Clip + "/asset/src")]
    [InlineData("""{"asset":{"type":"image","src":"ftp://a.b/c"}}""", "invalid_url", Clip + "/asset/src")]
    [InlineData("""{"asset":{"type":"image","src":"file:///etc/passwd"}}""", "invalid_url", Clip + "/asset/src")]
    [InlineData("""{"asset":{"type":"image","src":"data:image/png;base64,AA"}}""", "invalid_url", Clip + "/asset/src")]
    [InlineData("""{"asset":{"type":"title","text":"a","color":"reddish"}}""", "invalid_color", Clip + "/asset/color")]
    [InlineData("""{"asset":{"type":"rich-text"}}""", "missing", Clip + "/asset/text")]
    [InlineData(
        """{"asset":{"type":"rich-text","text":"a","font":{"color":"#fff"}}}""",
        "invalid_color", Clip + "/asset/font/color")]
    [InlineData(
        """{"asset":{"type":"rich-text","text":"a","font":{"size":12.5}}}""",
        "wrong_type", Clip + "/asset/font/size")]
    [InlineData(
        """{"asset":{"type":"rich-text","text":"a","font":{"style":"fat"}}}""",
        "invalid_value", Clip + "/asset/font/style")]
    [InlineData(
        """{"asset":{"type":"text","text":"a","background":{"wrap":true}}}""",
        "invalid_value", Clip + "/asset/background/wrap")]
    [InlineData("""{"asset":{"type":"caption","src":"alias://nobody"}}""", "alias_unknown", Clip + "/asset/src")]
    [InlineData(
        """{"asset":{"type":"audio","src":"https://a.b/c","speed":11}}""",
        "out_of_range", Clip + "/asset/speed")]
    [InlineData(
        """{"asset":{"type":"video","src":"https://a.b/c","chromaKey":{}}}""",
        "missing", Clip + "/asset/chromaKey/color")]
    public void Read_OneFaultInAClip_IsNamedWithItsPlace(string change, string code, string pointer)
    {
        var clip = An.Image(0, 5);
        foreach (var (key, value) in JsonNode.Parse(change)!.AsObject())
            clip[key] = value?.DeepClone();

        var problems = An.Edit().Track(clip).Reading().Problems;

        Assert.Contains((code, pointer), problems.Select(p => (p.Code, p.Pointer)));
        Assert.True(problems.Count <= 2, string.Join("; ", problems));
    }

    [Theory]
    [InlineData("format", "\"avi\"", "invalid_value", "/output/format")]
    [InlineData("fps", "31", "invalid_value", "/output/fps")]
    [InlineData("size", """{"width":100}""", "missing", "/output/size")]
    [InlineData("size", """{"width":100,"height":4097}""", "out_of_range", "/output/size/height")]
    [InlineData("scaleTo", "\"tiny\"", "invalid_value", "/output/scaleTo")]
    [InlineData("thumbnail", """{"capture":1}""", "missing", "/output/thumbnail/scale")]
    [InlineData(
        "destinations", """[{"provider":"s3","options":{"bucket":"b"}}]""",
        "missing", "/output/destinations/0/options/region")]
    [InlineData("destinations", """[{"provider":"ftp"}]""", "invalid_value", "/output/destinations/0/provider")]
    [InlineData("mute", "\"true\"", "wrong_type", "/output/mute")]
    public void Read_OneFaultInTheOutput_IsNamedWithItsPlace(string key, string value, string code, string pointer)
    {
        var problems = An.Edit().Track(An.Image(0, 5)).Output(key, JsonNode.Parse(value)).Reading().Problems;

        Assert.Contains((code, pointer), problems.Select(p => (p.Code, p.Pointer)));
    }

    [Fact]
    public void Read_ManyFaults_AreAllToldAtOnceInOrder()
    {
        var problems = An.Edit()
            .Track(An.Image(-1, 2), An.Video(3, "soon").Asset("volume", 2))
            .Track(An.Text(0, 5), An.Text(4, 5))
            .Timeline("background", "nocolor")
            .Output("fps", 7)
            .Reading().Problems;

        Assert.Equal(
            [
                "/timeline/tracks/0/clips/0/start",
                "/timeline/tracks/0/clips/1/asset/volume",
                "/timeline/tracks/0/clips/1/length",
                "/timeline/background",
                "/output/fps",
                "/timeline/tracks/1/clips/1/start",
            ],
            problems.Select(p => p.Pointer));
    }

    [Fact]
    public void Read_UnknownKeys_SuggestTheNearestKnownOne()
    {
        var problems = An.Edit()
            .Track(An.Image(0, 2).With("lenght", 3).With("duration", 3).With("zzzzz", 3))
            .Reading().Problems;

        Assert.Contains("\"length\"", problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("\"length\"", problems[1].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("mean", problems[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_MisspelledWord_SuggestsTheNearestKnownOne() =>
        Assert.Contains(
            "\"slideLeftFast\"",
            An.Edit().Track(An.Image(0, 2).With("effect", "slideleftfast")).Reading().Problems[0].Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("{\"timeline\": {\n \"tracks\": [,]", "line 2, column 13")]
    [InlineData("", "line 1, column 1")]
    [InlineData("{} {}", "line 1, column 4")]
    [InlineData("// comment", "line 1, column 1")]
    [InlineData("{\"a\":NaN}", "line 1, column 6")]
    public void Read_UnreadableJson_NamesTheLineAndColumn(string json, string where)
    {
        var problem = Assert.Single(EditReader.Read(json, new()).Problems);

        Assert.Equal((EditProblemCodes.InvalidJson, ""), (problem.Code, problem.Pointer));
        Assert.Contains(where, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("\"{{ EDIT }}\"")]
    public void Read_NoObject_IsTold(string json) => Assert.Single(EditReader.Read(json, new()).Problems);

    [Fact]
    public void Read_EmptyObject_MissesTimelineAndOutput() => Assert.Equal(
        [("missing", "/timeline"), ("missing", "/output")],
        EditReader.Read("{}", new()).Problems.Select(p => (p.Code, p.Pointer)));

    [Fact]
    public void Read_ResolutionAndSizeMissing_IsToldUnlessThereIsOnlySound()
    {
        var edit = An.Edit().Track(An.Audio(0, 2)).WithoutOutput("resolution");

        var problem = Assert.Single(edit.Reading().Problems);
        Assert.Equal((EditProblemCodes.Missing, "/output"), (problem.Code, problem.Pointer));
        edit.Output("format", "mp3").Read();
    }

    [Fact]
    public void Read_DuplicateKey_IsTold()
    {
        var json = An.Edit().Track(An.Image(0, 2)).Json()
            .Replace("\"start\":0", "\"start\":0,\"start\":1", StringComparison.Ordinal);

        var problem = Assert.Single(EditReader.Read(json, new()).Problems);
        Assert.Equal((EditProblemCodes.DuplicateKey, Clip + "/start"), (problem.Code, problem.Pointer));
    }

    [Fact]
    public void Read_HalfASurrogatePair_IsTold()
    {
        var json = An.Edit().Track(An.Text(0, 2, "HERE")).Json().Replace("HERE", "\\ud83d", StringComparison.Ordinal);

        var problem = Assert.Single(EditReader.Read(json, new()).Problems);
        Assert.Equal((EditProblemCodes.InvalidText, Clip + "/asset/text"), (problem.Code, problem.Pointer));
    }

    [Fact]
    public void Read_BrokenUtf8_IsTold()
    {
        byte[] json = [.. "{\"a\":\""u8, 0xC3, 0x28, .. "\"}"u8];

        Assert.Equal(EditProblemCodes.InvalidJson, Assert.Single(EditReader.Read(json, new()).Problems).Code);
    }

    [Fact]
    public void Read_ByteOrderMark_IsSkipped()
    {
        byte[] json = [0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(An.Edit().Track(An.Image(0, 2)).Json())];

        Assert.Empty(EditReader.Read(json, new()).Problems);
    }

    [Fact]
    public void Read_BeyondALimit_NamesIt()
    {
        var limits = new EditLimits
        {
            ClipsMax = 2,
            TracksMax = 1,
            FilmSecondsMax = 60,
            TweensMax = 1,
            TextCharactersMax = 100,
        };

        Assert.Equal(
            [EditProblemCodes.TooMany], Codes(An.Edit().Track(An.Image(0, 1), An.Image(1, 1), An.Image(2, 1))));
        Assert.Equal([EditProblemCodes.TooMany], Codes(An.Edit().Track(An.Image(0, 1)).Track(An.Image(1, 1))));
        Assert.Equal([EditProblemCodes.FilmTooLong], Codes(An.Edit().Track(An.Image(0, 61))));
        Assert.Equal([EditProblemCodes.FilmTooLong], Codes(An.Edit().Track(An.Image(30, 31))));
        Assert.Equal(
            [EditProblemCodes.TooMany],
            Codes(An.Edit().Track(An.Image(0, 1).With("scale", JsonNode.Parse("[{\"to\":1},{\"to\":2}]")))));
        Assert.Equal([EditProblemCodes.TooLong], Codes(An.Edit().Track(An.Speech(0, 1, new('x', 101)))));

        IEnumerable<string> Codes(EditBuilder edit) =>
            EditReader.Read(edit.Json(), limits).Problems.Select(p => p.Code);
    }

    [Fact]
    public void Read_TooDeep_IsToldWithoutReadingOn()
    {
        var json = new string('[', 100_000);

        Assert.Equal(EditProblemCodes.TooDeep, Assert.Single(EditReader.Read(json, new()).Problems).Code);
    }

    [Fact]
    public void Read_TooManyBytes_IsTold() => Assert.Equal(
        EditProblemCodes.TooLarge,
        Assert.Single(EditReader.Read(new string(' ', 2000), new() { EditBytesMax = 1024 }).Problems).Code);

    [Fact]
    public void Read_MoreProblemsThanTheLimit_CountsTheRest()
    {
        var clip = An.Image(0, 1);
        for (var i = 0; i < 500; i++)
            clip[$"key{i}"] = i;

        var problems = An.Edit().Track(clip).Reading().Problems;

        Assert.Equal(101, problems.Count);
        Assert.Equal(
            (EditProblemCodes.MoreProblems, "There are 400 more problems."), (problems[^1].Code, problems[^1].Message));
    }
}
