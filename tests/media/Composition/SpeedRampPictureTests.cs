using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Framemill.Testing;
using Xunit;

namespace Framemill.Tests.Media.Composition;

/// <summary>Frames with their numbers in them, played faster, slower, not at all and backwards.</summary>
public sealed class SpeedRampPictureTests : IAsyncDisposable
{
    private readonly Studio _studio = new();

    public ValueTask DisposeAsync() => _studio.DisposeAsync();

    [Fact]
    public async Task Ramp_ThereAndBack_ShowsEachFrameOnTheWay()
    {
        var film = await FilmAsync(
            new Tween { From = 1, To = 1, Length = 1 },
            new Tween { From = 0, To = 0, Start = 1, Length = 0.4 },
            new Tween { From = -1, To = -1, Start = 1.4, Length = 0.8 },
            new Tween { From = 2, To = 2, Start = 2.2 });

        var numbers = await NumbersAsync(film, [(0, 75)]);

        Assert.Equal(Enumerable.Range(10, 25), numbers[..25]);
        Assert.All(numbers[25..35], number => Assert.Equal(35, number));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => 35 - i), numbers[35..55]);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => 15 + (2 * i)), numbers[55..]);
        Assert.Equal(numbers, await NumbersAsync(film, [(0, 20), (20, 25), (45, 30)]));
    }

    [Fact]
    public async Task Ramp_BackBeyondTheBegin_StandsStillThere()
    {
        var film = await FilmAsync(new Tween { From = -1, To = -1 });

        var numbers = await NumbersAsync(film, [(0, 75)]);

        Assert.Equal(Enumerable.Range(0, 75).Select(i => Math.Max(0, 10 - i)), numbers);
    }

    [Fact]
    public async Task Ramp_Easing_NeverStepsBack()
    {
        var film = await FilmAsync(new Tween
        {
            From = 0, To = 2, Interpolation = Interpolation.Bezier, Easing = Easing.EaseInOutQuad,
        });

        var numbers = await NumbersAsync(film, [(0, 75)]);

        for (var i = 1; i < numbers.Count; i++) Assert.InRange(numbers[i] - numbers[i - 1], 0, 3);
        Assert.InRange(numbers[^1], 10 + 70, 10 + 75);
    }

    private async Task<Film> FilmAsync(params Tween[] tweens)
    {
        await MediaMaker.NumberedVideoAsync(_studio.Folder["numbered.mp4"], 120, "25", "-c:v", "libx264", "-g", "24",
            "-pix_fmt", "yuv420p");
        var asset = new VideoAsset
        {
            Source = "numbered", Trim = new(2, 5), SpeedRamp = new() { Value = tweens[0].From, Tweens = tweens },
        };
        var facts = await _studio.Media.AddAsync(_studio.Folder["numbered.mp4"]);
        return new FilmBuilder(new(320, 180)).With(asset, 0, 3, facts: facts).Build();
    }

    private async Task<List<int>> NumbersAsync(Film film, (int First, int Count)[] runs)
    {
        var numbers = new List<int>();
        await using var renderer = await _studio.Compositor.OpenAsync(
            film, _studio.Media, film.AllFrames, TestContext.Current.CancellationToken);
        foreach (var (first, count) in runs)
        {
            await renderer.RenderAsync(first, count, (_, image, _) =>
            {
                numbers.Add(Sources.Media.Code(image));
                image.Release();
                return ValueTask.CompletedTask;
            }, TestContext.Current.CancellationToken);
        }

        return numbers;
    }
}
