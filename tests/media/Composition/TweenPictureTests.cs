using Framemill.Media.Composition;
using Framemill.Media.Composition.Layout;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Xunit;

namespace Framemill.Tests.Media.Composition;

/// <summary>Each number of a clip that may be a list of tweens moves by every interpolation and easing.</summary>
public sealed class TweenPictureTests
{
    private static readonly FrameSize Frame = new(640, 360);
    private static readonly FrameRate Rate = new(25, 1);

    public static TheoryData<string> Properties => [.. s_properties.Keys];

    private static readonly Dictionary<string, Func<Clip, Tweenable, Clip>> s_properties = new()
    {
        ["opacity"] = (clip, value) => clip with { Opacity = value },
        ["scale"] = (clip, value) => clip with { Scale = value },
        ["offset x"] = (clip, value) => clip with { Offset = clip.Offset with { X = value } },
        ["offset y"] = (clip, value) => clip with { Offset = clip.Offset with { Y = value } },
        ["angle"] = (clip, value) => clip with { Transform = clip.Transform with { Angle = value } },
        ["skew x"] = (clip, value) => clip with { Transform = clip.Transform with { SkewX = value } },
        ["skew y"] = (clip, value) => clip with { Transform = clip.Transform with { SkewY = value } },
    };

    [Theory]
    [MemberData(nameof(Properties))]
    public void Tweens_OfAProperty_AreAtEachFrameWhatThatValueIs(string property)
    {
        foreach (var tween in Tweens())
        {
            var moving = new Tweenable { Value = tween.From, Tweens = [tween] };
            var motion = MotionOf(s_properties[property](ClipOf(), moving));
            var places = new HashSet<(Placement, double)>();
            for (var frame = 0; frame < 50; frame++)
            {
                var still = Tweenable.Of(moving.At(frame / 25.0, 2));
                var expected = MotionOf(s_properties[property](ClipOf(), still)).At(frame);
                var found = motion.At(frame);
                Assert.Equal(expected, found);
                places.Add((found.Placement, found.Opacity));
            }

            // Overshooting easings leave the range in which an opacity is told apart.
            Assert.InRange(places.Count, tween.Interpolation == Interpolation.Constant ? 2 : 15, 50);
        }
    }

    [Fact]
    public async Task Tweens_OfEveryProperty_Look()
    {
        await using var studio = new Studio();
        var sheet = new ContactSheet(5, 256, 144);
        foreach (var (name, property) in s_properties)
        {
            var (from, to) = name switch
            {
                "angle" => (0, 90),
                "opacity" or "scale" => (0.1, 1.0),
                _ => (-0.3, 0.3),
            };
            var value = new Tweenable
            {
                Value = from,
                Tweens =
                [
                    new()
                    {
                        From = from, To = to, Length = 2, Interpolation = Interpolation.Bezier,
                        Easing = Easing.EaseInOutCubic,
                    },
                ],
            };
            var film = new FilmBuilder(Frame) { Background = new(40, 60, 90) }
                .With(new ShapeAsset { Shape = new Shape.Rectangle(220, 120, 16), FillColor = new(240, 180, 40) },
                    0, 2, clip => property(clip, value))
                .Build();
            var sums = new HashSet<string>();
            foreach (var frame in new[] { 0, 15, 25, 35, 49 })
            {
                using var still = await studio.StillAsync(film, frame);
                sheet.Add(still);
                sums.Add(Convert.ToHexString(TestPicture.Bytes(still)));
            }

            Assert.Equal(5, sums.Count);
        }

        sheet.Look("tweens");
    }

    private static IEnumerable<Tween> Tweens()
    {
        var tween = new Tween { From = 0.2, To = 0.8, Start = 0.4, Length = 1.2 };
        yield return tween with { Interpolation = Interpolation.Linear };
        yield return tween with { Interpolation = Interpolation.Constant };
        Assert.Equal(28, Enum.GetValues<Easing>().Length);
        foreach (var easing in Enum.GetValues<Easing>())
            yield return tween with { Interpolation = Interpolation.Bezier, Easing = easing };
    }

    private static Clip ClipOf() => Clip.Of(new ImageAsset { Source = "a" }, 0, 2) with { Width = 200, Height = 100 };

    private static ClipMotion MotionOf(Clip clip)
    {
        var placed = new FilmClip
        {
            Clip = clip, Track = 0, Index = 0, Start = 0, Length = 2, FirstFrame = 0, FrameCount = 50,
        };
        return new(placed, Rate, ClipLayoutRequests.OfPicture(placed, 300, 200, Frame));
    }
}
