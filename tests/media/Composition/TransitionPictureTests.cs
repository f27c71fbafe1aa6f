using Framemill.Media.Composition;
using Framemill.Media.Composition.Transitions;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Framemill.Pixels;
using Xunit;

namespace Framemill.Tests.Media.Composition;

public sealed class TransitionPictureTests
{
    private static readonly FrameSize Frame = new(480, 270);
    private static readonly PixelPool s_pool = PixelPool.Shared;
    private static readonly PlanarImage s_grid = TestPicture.Grid(s_pool, new(1200, 800));
    private static readonly PlanarImage s_tall = TestPicture.Grid(s_pool, new(400, 800));
    private static readonly PlanarImage s_small = TestPicture.Grid(s_pool, new(200, 160));
    private static readonly PlanarImage s_white = TestPicture.Solid(s_pool, Frame, Rgba.White);

    [Fact]
    public async Task Transitions_InAndOut_BeginAndEndWhereTheyShould()
    {
        var still = await FrameAsync(new(TransitionKind.None), default, 10);
        var sheet = new ContactSheet(6, 240, 135);
        foreach (var kind in Enum.GetValues<TransitionKind>().Except([TransitionKind.None]))
        {
            var transition = new Transition(kind);
            var frames = (int)Math.Round(TransitionCatalogue.Of(transition)!.Seconds * 50);
            foreach (var moment in new[] { 0.25, 0.5, 0.75 })
                sheet.Add((await ImageAsync(transition, default, (int)(frames * moment))).Image);
            foreach (var moment in new[] { 0.25, 0.5, 0.75 })
                sheet.Add((await ImageAsync(default, transition, 200 - frames + (int)(frames * moment))).Image);

            Assert.NotEqual(still, await FrameAsync(transition, default, 0));
            Assert.NotEqual(still, await FrameAsync(transition, default, frames / 2));
            Assert.Equal(still, await FrameAsync(transition, default, frames));
            Assert.Equal(still, await FrameAsync(default, transition, 200 - frames));
            Assert.NotEqual(still, await FrameAsync(default, transition, 199));
        }

        sheet.Look("transitions");
    }

    [Theory]
    [InlineData(TransitionKind.WipeLeft)]
    [InlineData(TransitionKind.WipeRight)]
    [InlineData(TransitionKind.Reveal)]
    [InlineData(TransitionKind.Fade)]
    public async Task Transition_UncoversMore_WithEveryFrame(TransitionKind kind)
    {
        var shown = new List<long>();
        for (var frame = 0; frame <= 50; frame++)
            shown.Add((await ImageAsync(new(kind), default, frame, "white")).Luma);

        for (var i = 1; i < shown.Count; i++) Assert.True(shown[i] >= shown[i - 1], $"frame {i}");
        Assert.True(shown[^1] > 200 * (long)Frame.Pixels);
        Assert.True(shown[0] < 24 * (long)Frame.Pixels);
    }

    [Fact]
    public async Task Effects_AtThreeMoments_Look()
    {
        var sheet = new ContactSheet(6, 240, 135);
        foreach (var kind in Enum.GetValues<EffectKind>().Except([EffectKind.None]))
        {
            foreach (var pace in Enum.GetValues<Pace>())
            {
                foreach (var frame in new[] { 0, 199 })
                {
                    var film = new FilmBuilder(Frame, 50).With(PaintedLayers.Image("grid"), 0, 4, clip => clip with
                    {
                        Effect = new(kind, pace),
                    }).Build();
                    sheet.Add((await RenderAsync(film, frame)).Image);
                }
            }
        }

        sheet.Look("effects");
    }

    [Fact]
    public async Task Fits_OfTallAndWide_Look()
    {
        var sheet = new ContactSheet(4, 240, 135);
        foreach (var name in new[] { "grid", "tall", "small" })
        {
            foreach (var fit in Enum.GetValues<Fit>())
            {
                var film = new FilmBuilder(Frame, 50) { Background = new(60, 60, 60) }
                    .With(PaintedLayers.Image(name), 0, 4, clip => clip with { Fit = fit }).Build();
                sheet.Add((await RenderAsync(film, 0)).Image);
            }
        }

        foreach (var fit in Enum.GetValues<Fit>())
        {
            var film = new FilmBuilder(Frame, 50) { Background = new(60, 60, 60) }
                .With(PaintedLayers.Image("grid"), 0, 4, clip => clip with
                {
                    Fit = fit, Width = 200, Height = 200, Position = Position.BottomLeft,
                    Offset = new(Tweenable.Of(0.1), Tweenable.Of(0.1)),
                    Transform = new() { Angle = Tweenable.Of(20), SkewX = Tweenable.Of(fit == Fit.None ? 0.5 : 0) },
                }).Build();
            sheet.Add((await RenderAsync(film, 0)).Image);
        }

        sheet.Look("fits");
    }

    private async Task<string> FrameAsync(Transition comes, Transition goes, int frame) =>
        (await ImageAsync(comes, goes, frame)).Hash;

    private Task<(PlanarImage Image, string Hash, long Luma)> ImageAsync(
        Transition comes, Transition goes, int frame, string name = "grid") =>
        RenderAsync(new FilmBuilder(Frame, 50).With(PaintedLayers.Image(name), 0, 4, clip => clip with
        {
            TransitionIn = comes, TransitionOut = goes,
        }).Build(), frame);

    private async Task<(PlanarImage Image, string Hash, long Luma)> RenderAsync(Film film, int frame)
    {
        var layers = new PaintedLayers(s_pool, Frame, (name, _) => name switch
        {
            "tall" => s_tall.AddReference(),
            "small" => s_small.AddReference(),
            "white" => s_white.AddReference(),
            _ => s_grid.AddReference(),
        });
        await using var renderer = layers.Open(film);
        PlanarImage? result = null;
        await renderer.RenderAsync(frame, 1, (_, image, _) =>
        {
            result = image;
            return ValueTask.CompletedTask;
        }, TestContext.Current.CancellationToken);
        var luma = 0L;
        for (var y = 0; y < result!.Height; y++)
        {
            foreach (var value in result.Y.Row(y)) luma += value;
        }

        var hash = System.Security.Cryptography.SHA256.HashData(TestPicture.Bytes(result));
        return (result, Convert.ToHexString(hash), luma);
    }
}
