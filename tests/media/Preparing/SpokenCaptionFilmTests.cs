using Framemill.Media.Edits;
using Framemill.Testing;
using Framemill.Tests.Media.Composition;
using Xunit;

namespace Framemill.Tests.Media.Preparing;

public sealed class SpokenCaptionFilmTests : IAsyncDisposable
{
    private readonly FilmDesk _desk = new();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Theory]
    [InlineData("rich-caption")]
    [InlineData("caption")]
    public async Task Captions_OfASpokenText_ShowItWhileItIsHeard(string kind)
    {
        using var film = await _desk.OpenAsync(Edit(kind, "\"start\": 1"));

        var captions = Assert.Single(film.Film.Clips, clip => clip.Clip.Asset.HasPicture);
        var speech = Assert.Single(film.Film.Clips, clip => !clip.Clip.Asset.HasPicture);
        Assert.Equal(1, captions.Sync!.Start.ToDouble());
        Assert.Equal(speech.Facts!.Duration!.Value.ToDouble(), captions.Facts!.Duration!.Value.ToDouble(), 3);
        var sheet = new ContactSheet(4, 320, 180);
        var shown = new List<long>();
        foreach (var seconds in new[] { 0.5, 1.2, 1.6, 2.2, 3, 3.6 })
        {
            using var frame = await _desk.FrameAsync(film, seconds);
            sheet.Add(frame);
            shown.Add(TestPicture.LumaSum(frame));
        }

        sheet.Look($"spoken-{kind}");
        // Nothing before the voice begins, words after that.
        Assert.All(shown.Skip(1).Take(3), luma => Assert.True(luma > shown[0] + 10_000));
    }

    [Fact]
    public async Task Captions_ThatBeginElsewhere_StayWithTheVoice()
    {
        using var together = await _desk.OpenAsync(Edit("rich-caption", "\"start\": 1"));
        using var apart = await _desk.OpenAsync(Edit("rich-caption", "\"start\": 0"));

        foreach (var seconds in new[] { 1.3, 2.1, 3.0 })
        {
            using var one = await _desk.FrameAsync(together, seconds);
            using var other = await _desk.FrameAsync(apart, seconds);
            Assert.Equal(TestPicture.Bytes(one), TestPicture.Bytes(other));
        }
    }

    [Fact]
    public async Task Captions_WhenTheVoiceMoves_AreOtherSegments()
    {
        var edit = Edit("rich-caption", "\"start\": 0");
        var before = await _desk.PrepareAsync(edit);
        var after = await _desk.PrepareAsync(
            edit.Replace("\"start\": 1,", "\"start\": 1.2,", StringComparison.Ordinal));

        Assert.NotEqual(before.Segments[0].ContentKey, after.Segments[0].ContentKey);
    }

    [Fact]
    public async Task Captions_OfARecording_AreRefusedWithTheReason()
    {
        await Tool.BytesAsync(
            "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=300:duration=1", _desk.Folder["voice.wav"]);

        var ready = await _desk.PrepareAsync("""
            {"timeline": {"tracks": [
              {"clips": [{"asset": {"type": "rich-caption", "src": "alias://voice"}, "start": 0, "length": "end"}]},
              {"clips": [{"asset": {"type": "audio", "src": "voice.wav"}, "alias": "voice",
                          "start": 0, "length": "auto"}]}]},
             "output": {"format": "mp4", "resolution": "preview"}}
            """);

        var problem = Assert.Single(ready.Problems);
        Assert.Equal("no_speech_model", problem.Code);
        Assert.Equal("/timeline/tracks/0/clips/0/asset/src", problem.Pointer);
    }

    [Fact]
    public async Task Captions_FromAMediaFile_AreRefusedWithTheReason()
    {
        await Tool.BytesAsync(
            "ffmpeg", "-v", "error", "-f", "lavfi", "-i", "sine=300:duration=1", _desk.Folder["voice.wav"]);

        var ready = await _desk.PrepareAsync("""
            {"timeline": {"tracks": [
              {"clips": [{"asset": {"type": "rich-caption", "src": "voice.wav"}, "start": 0, "length": 1}]}]},
             "output": {"format": "mp4", "resolution": "preview"}}
            """);

        Assert.Equal("no_speech_model", Assert.Single(ready.Problems).Code);
    }

    private static string Edit(string kind, string start) => $$"""
        {"timeline": {"background": "#203040", "tracks": [
          {"clips": [{"asset": {"type": "{{kind}}", "src": "alias://voice",
            "font": {"size": 36, "color": "#ffffff"} }, {{start}}, "length": "end"}]},
          {"clips": [{"asset": {"type": "text-to-speech", "voice": "Joanna",
            "text": "Seven words that anyone can read aloud." },
            "alias": "voice", "start": 1, "length": "auto" } ] } ] },
         "output": { "format": "mp4", "resolution": "preview" } }
        """;
}
