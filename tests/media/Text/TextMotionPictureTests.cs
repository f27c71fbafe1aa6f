using Framemill.Media.Edits;
using Framemill.Media.Text;
using Framemill.Media.Text.Scenes;
using Framemill.Media.Timelines;
using Framemill.Tests.Media.Composition;
using Xunit;

namespace Framemill.Tests.Media.Text;

public sealed class TextMotionPictureTests : IAsyncDisposable
{
    private const string Words = "Grüße, Welt! مرحبا नमस्ते 你好 👨‍👩‍👧‍👦";
    private static readonly FrameSize Frame = new(640, 360);
    private readonly FilmBench _bench = new();

    public static TheoryData<TextAnimationPreset, bool, Direction> Animations()
    {
        var data = new TheoryData<TextAnimationPreset, bool, Direction>();
        foreach (var preset in Enum.GetValues<TextAnimationPreset>())
        {
            foreach (var byWord in new[] { false, true })
            {
                foreach (var direction in Enum.GetValues<Direction>()) data.Add(preset, byWord, direction);
            }
        }

        return data;
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Fact]
    public async Task Presets_FromBeginToEnd_Look()
    {
        var sheet = new ContactSheet(5, 320, 180);
        foreach (var (preset, byWord, direction) in new[]
        {
            (TextAnimationPreset.FadeIn, false, Direction.Up), (TextAnimationPreset.SlideIn, false, Direction.Right),
            (TextAnimationPreset.SlideIn, false, Direction.Up), (TextAnimationPreset.Typewriter, false, Direction.Up),
            (TextAnimationPreset.Typewriter, true, Direction.Up), (TextAnimationPreset.Ascend, false, Direction.Up),
            (TextAnimationPreset.Ascend, false, Direction.Down), (TextAnimationPreset.Shift, false, Direction.Left),
            (TextAnimationPreset.Shift, true, Direction.Up), (TextAnimationPreset.MovingLetters, false, Direction.Up),
            (TextAnimationPreset.MovingLetters, true, Direction.Right),
        })
        {
            var film = FilmOf(new() { Preset = preset, ByWord = byWord, Direction = direction, Duration = 2 });
            foreach (var moment in new[] { 0.1, 0.5, 1.0, 1.5, 2.2 })
            {
                using var frame = await _bench.FrameAsync(film, (int)(moment * 50));
                sheet.Add(frame);
            }
        }

        sheet.Look("text-animations");
    }

    [Theory]
    [MemberData(nameof(Animations))]
    public async Task Animation_OnceItIsOver_IsTheStillText(
        TextAnimationPreset preset, bool byWord, Direction direction)
    {
        var moving = FilmOf(new() { Preset = preset, ByWord = byWord, Direction = direction, Duration = 1 });
        var still = FilmOf(null);
        using var begin = await _bench.FrameAsync(moving, 1);
        using var end = await _bench.FrameAsync(moving, 60);
        using var expected = await _bench.FrameAsync(still, 60);

        Assert.NotEqual(TestPicture.Bytes(expected), TestPicture.Bytes(begin));
        // The letters are drawn one by one instead of all at once: only rounding may differ.
        var differences = TestPicture.Bytes(expected).Zip(TestPicture.Bytes(end), (one, two) => Math.Abs(one - two));
        Assert.InRange(differences.Max(), 0, 3);
    }

    [Fact]
    public async Task Animation_LongerThanItsClip_IsOverWhenTheClipIs()
    {
        var film = FilmOf(new() { Preset = TextAnimationPreset.Typewriter, Duration = 30 });
        using var last = await _bench.FrameAsync(film, 149);
        using var expected = await _bench.FrameAsync(FilmOf(null), 149);

        Assert.InRange(
            Math.Abs(TestPicture.LumaSum(last) - TestPicture.LumaSum(expected)), 0, 2_000);
    }

    [Fact]
    public void Letters_OfManyScripts_AreClustersAndJoinedWordsStayWhole()
    {
        using var rasteriser = new TextRasteriser([]);
        using var scene = rasteriser.Stage(Words, new() { Size = 40 }, []);

        scene.SplitByLetter();
        var parts = scene.Parts.Select(part => Words.Substring(part.Start, part.Length)).ToList();

        Assert.Contains("ü", parts);
        Assert.Contains("مرحبا", parts);
        Assert.Contains("👨‍👩‍👧‍👦", parts);
        Assert.Contains("स्ते", parts);
        Assert.Contains("你", parts);
        Assert.DoesNotContain(parts, part => part.Length == 1 && char.IsSurrogate(part[0]));
        Assert.Equal(Words.Replace(" ", "", StringComparison.Ordinal), string.Concat(parts));
    }

    [Fact]
    public void Parts_OfARightToLeftLine_LieFromRightToLeft()
    {
        using var rasteriser = new TextRasteriser([]);
        using var scene = rasteriser.Stage("אחת שתיים שלוש", new() { BoxWidth = 800, BoxHeight = 100 }, []);

        scene.SplitByWord();

        Assert.Equal(3, scene.Parts.Count);
        Assert.All(scene.Parts, part => Assert.True(part.IsRightToLeft));
        Assert.True(scene.Parts[0].X > scene.Parts[1].X && scene.Parts[1].X > scene.Parts[2].X);
    }

    [Fact]
    public void Draw_TooLarge_IsRefused()
    {
        using var rasteriser = new TextRasteriser([], pixelsMax: 10_000);
        using var scene = rasteriser.Stage("Large", new() { Size = 400 }, []);

        Assert.Throws<TextException>(() => scene.Draw([new PartPose(0)]));
    }

    private static Film FilmOf(TextAnimation? animation) =>
        new FilmBuilder(Frame, 50) { Background = new(60, 70, 80) }.With(
            new RichTextAsset
            {
                Text = Words,
                Font = new() { Size = 54, Weight = 700, Color = new(255, 220, 120) },
                Style = new() { Decoration = TextDecoration.Underline },
                Stroke = new() { Width = 2 },
                Shadow = new() { OffsetX = 3, OffsetY = 3, Blur = 4 },
                Background = new() { Color = new(20, 30, 60), Wrap = true, BorderRadius = 12 },
                Animation = animation,
            },
            0, 3).Build();
}
