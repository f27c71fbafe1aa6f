using System.Text.Json.Nodes;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Xunit;

namespace Framemill.Tests.Unit.Edits;

public sealed class EditReaderTests
{
    [Fact]
    public void Read_SmallestEdit_HasTheContractsDefaults()
    {
        var edit = An.Edit().Track(An.Image(1.5, "auto")).Read();

        var clip = Assert.Single(Assert.Single(edit.Timeline.Tracks).Clips);
        Assert.Equal(new ImageAsset { Source = An.Url("picture.jpg") }, clip.Asset);
        Assert.Equal(new ClipStart.Seconds(new(3, 2)), clip.Start);
        Assert.Equal(new ClipLength.Auto(), clip.Length);
        Assert.Equal(1, clip.Scale.At(0, 3));
        Assert.Equal(1, clip.Opacity.At(0, 3));
        Assert.Equal(Position.Center, clip.Position);
        Assert.Null(clip.Fit);
        Assert.Equal(default, clip.TransitionIn);
        Assert.Equal(Rgba.Black, edit.Timeline.Background);
        Assert.Equal(Resolution.Hd, edit.Output.Resolution);
        Assert.Equal(Quality.Medium, edit.Output.Quality);
    }

    [Fact]
    public void Read_EveryPropertyOfAClip_KeepsIt()
    {
        var clip = An.Video("auto", "end")
            .Asset("trim", 2.25).Asset("speed", 0.5).Asset("volume", 0.25).Asset("volumeEffect", "fadeInFadeOut")
            .Asset("crop", new JsonObject { ["top"] = 0.1, ["left"] = 0.2 })
            .With("fit", "contain").With("scale", 0.5).With("width", 400).With("height", 300.5)
            .With("position", "bottomRight").With("offset", new JsonObject { ["x"] = -0.1, ["y"] = 0.2 })
            .With("transition", new JsonObject { ["in"] = "wipeLeftSlow", ["out"] = "zoom" })
            .With("effect", "zoomInFast").With("filter", "greyscale").With("opacity", 0.75)
            .With("alias", "main_1").With("id", "x")
            .With("transform", JsonNode.Parse("""{"rotate":{"angle":-90},"flip":{"horizontal":true}}"""));

        var read = An.Edit().Track(An.Image(0, 3), clip).Read().Timeline.Tracks[0].Clips[1];

        var video = Assert.IsType<VideoAsset>(read.Asset);
        Assert.Equal((new Rational(9, 4), new Rational(1, 2)), (video.Trim, video.Speed));
        Assert.Equal((0.25, VolumeEffect.FadeInFadeOut), (video.Volume.Value, video.VolumeEffect));
        Assert.Equal(new Crop { Top = 0.1, Left = 0.2 }, video.Crop);
        Assert.Equal((Fit.Contain, 0.5, 400, 300.5), (read.Fit!.Value, read.Scale.Value, read.Width, read.Height));
        Assert.Equal((Position.BottomRight, -0.1, 0.2), (read.Position, read.Offset.X.Value, read.Offset.Y.Value));
        Assert.Equal(new Transition(TransitionKind.WipeLeft, Pace.Slow), read.TransitionIn);
        Assert.Equal(new Transition(TransitionKind.Zoom), read.TransitionOut);
        Assert.Equal(new ClipEffect(EffectKind.ZoomIn, Pace.Fast), read.Effect);
        Assert.Equal((Filter.Greyscale, 0.75), (read.Filter, read.Opacity.Value));
        Assert.Equal(("main_1", "x"), (read.Alias, read.Id));
        Assert.Equal(-90, read.Transform.Angle.Value);
        Assert.Equal((true, false), (read.Transform.FlipHorizontal, read.Transform.FlipVertical));
    }

    [Theory]
    [InlineData("""{"type":"text","text":"a","font":{"size":20,"color":"red"},"alignment":{"vertical":"center"}}""")]
    [InlineData("""{"type":"title","text":"a","style":"chunkLight","size":"xx-large","color":"#80ffffff"}""")]
    [InlineData("""{"type":"caption","src":"https://a.b/c.srt","font":{"stroke":"#000"},"margin":{"top":0.5}}""")]
    [InlineData("""{"type":"rich-text","text":"a","font":{"weight":"bold","size":500},"padding":{"top":1}}""")]
    [InlineData("""{"type":"rich-text","text":"a","stroke":{"width":1},"font":{"stroke":{"width":2}}}""")]
    [InlineData("""
        {"type":"rich-text","text":"a","border":{"width":2},
         "style":{"gradient":{"stops":[{"offset":0,"color":"#ffffff"},{"offset":1,"color":"#000000"}]}}}
        """)]
    [InlineData("""{"type":"text-to-speech","text":"a","voice":"Amy","language":"en-GB","newscaster":true}""")]
    [InlineData("""{"type":"audio","src":"https://a.b/c.mp3","volume":[{"from":0,"to":1,"start":0,"length":2}]}""")]
    [InlineData("""
        {"type":"rich-caption","src":"https://a.b/c.vtt",
         "active":{"stroke":"none","font":{"size":5.5}},"animation":{"style":"pop"}}
        """)]
    [InlineData("""{"type":"shape","shape":"circle","circle":{"radius":5},"fill":{"color":"#fff","opacity":1}}""")]
    [InlineData("""{"type":"svg","src":"<svg/>"}""")]
    [InlineData("""{"type":"luma","src":"https://a.b/c.mp4","trim":1}""")]
    [InlineData("""{"type":"html","html":"<p/>","css":"p{}","width":1,"background":"transparent","position":"top"}""")]
    [InlineData("""{"type":"html5","html":"<p/>","css":"","js":""}""")]
    [InlineData("""{"type":"text-to-image","prompt":"a cat","width":256,"height":256}""")]
    [InlineData("""{"type":"image-to-video","src":"https://a.b/c.png","aspectRatio":"9:21"}""")]
    [InlineData("""{"type":"video","prompt":"a cat","model":"m","options":{"seed":[1,{"a":null}]}}""")]
    public void Read_AssetOfASupportedKind_IsTaken(string asset) =>
        An.Edit().Track(An.Clip(JsonNode.Parse(asset)!.AsObject(), 0, 2)).Read();

    [Theory]
    [InlineData("12", 12, 1)]
    [InlineData("23.976", 24000, 1001)]
    [InlineData("29.97", 30000, 1001)]
    [InlineData("59.94", 60000, 1001)]
    [InlineData("60", 60, 1)]
    public void Read_Rate_IsExact(string fps, int numerator, int denominator) =>
        Assert.Equal(
            new FrameRate(numerator, denominator),
            An.Edit().Track(An.Image(0, 1)).Output("fps", JsonNode.Parse(fps)).Read().Output.Rate);

    [Fact]
    public void Read_WholeOutput_KeepsIt()
    {
        var output = An.Edit().Track(An.Image(0, 9))
            .Output("size", JsonNode.Parse("""{"width":641,"height":480}"""))
            .Output("range", JsonNode.Parse("""{"start":1.25,"length":2}"""))
            .Output("poster", JsonNode.Parse("""{"capture":1}"""))
            .Output("thumbnail", JsonNode.Parse("""{"capture":2.5,"scale":0.5}"""))
            .Output("repeat", false).Output("mute", true).Output("quality", "veryhigh").Output("aspectRatio", "4:5")
            .Output("destinations", JsonNode.Parse("""[{"provider":"shotstack","exclude":true}]"""))
            .Read().Output;

        Assert.Equal(new FrameSize(641, 480), output.Size);
        Assert.Equal(new FilmRange(new(5, 4), 2), output.Range);
        Assert.Equal(1, output.Poster);
        Assert.Equal(new Thumbnail(new(5, 2), 0.5), output.Thumbnail);
        Assert.Equal((false, true, Quality.VeryHigh), (output.Repeat, output.Mute, output.Quality));
        Assert.Equal(AspectRatio.ShortPortrait, output.AspectRatio);
        Assert.Equal(new Destination("shotstack", """{"exclude":true}"""), Assert.Single(output.Destinations));
    }

    [Fact]
    public void Read_NumbersAsText_AreNumbers()
    {
        var clip = An.Edit().Track(An.Image("1.5", " 2 ").With("scale", "0.5")).Read().Timeline.Tracks[0].Clips[0];

        Assert.Equal(new ClipStart.Seconds(new(3, 2)), clip.Start);
        Assert.Equal(new ClipLength.Seconds(2), clip.Length);
        Assert.Equal(0.5, clip.Scale.Value);
    }

    [Fact]
    public void Read_LocalFile_IsTakenOnlyWhereAllowed()
    {
        var edit = An.Edit().Track(An.Image(0, 1).Asset("src", "pictures/a b.jpg"));
        var json = System.Text.Encoding.UTF8.GetBytes(edit.Json());

        Assert.Equal(EditProblemCodes.InvalidUrl, Assert.Single(EditReader.Read(json, new()).Problems).Code);
        Assert.Empty(EditReader.Read(json, new(), localFilesAllowed: true).Problems);
    }

    [Fact]
    public void Assets_OfAllKinds_AreNamedWithTheirPlaces()
    {
        var edit = An.Edit()
            .Timeline("fonts", JsonNode.Parse("""[{"src":"https://a.b/f.ttf"}]"""))
            .Timeline("soundtrack", JsonNode.Parse("""{"src":"https://a.b/m.mp3"}"""))
            .Track(An.Text(0, 1), An.Image(1, 1))
            .Track(An.Caption(0, 2), An.Speech(2, "auto"), An.Speech("auto", "auto"))
            .Read();

        Assert.Equal(
            [
                (AssetUse.Font, "/timeline/fonts/0/src"),
                (AssetUse.Soundtrack, "/timeline/soundtrack/src"),
                (AssetUse.Image, "/timeline/tracks/0/clips/1/asset/src"),
                (AssetUse.Captions, "/timeline/tracks/1/clips/0/asset/src"),
                (AssetUse.Speech, "/timeline/tracks/1/clips/1/asset/text"),
                (AssetUse.Speech, "/timeline/tracks/1/clips/2/asset/text"),
            ],
            edit.Assets().Select(a => (a.Use, a.Pointer)));

        // The same words by the same voice are spoken once.
        Assert.Equal(5, edit.Assets().Select(a => a.Key).Distinct().Count());
    }
}
