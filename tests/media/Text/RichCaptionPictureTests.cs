using System.Security.Cryptography;
using Framemill.Media.Composition;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Framemill.Pixels;
using Framemill.Testing;
using Framemill.Tests.Media.Composition;
using Xunit;

namespace Framemill.Tests.Media.Text;

public sealed class RichCaptionPictureTests : IAsyncDisposable
{
    private const string Captions = """
        WEBVTT

        00:00.000 --> 00:02.000
        Every <00:00.500>word <00:01.000>has <00:01.500>its
        <00:01.700>moment

        00:02.000 --> 00:03.000
        مرحبا <00:02.500>بالعالم

        """;

    private static readonly FrameSize Frame = new(640, 360);
    private readonly TempFolder _folder = new();
    private readonly FilmBench _bench = new();

    public async ValueTask DisposeAsync()
    {
        await _bench.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Animations_OfEightStyles_AreEightDifferentFilms()
    {
        var sheet = new ContactSheet(6, 320, 180);
        var films = new HashSet<string>();
        foreach (var style in Enum.GetValues<CaptionAnimationStyle>())
        {
            var film = await FilmAsync(new RichCaptionAsset
            {
                Source = "",
                Font = new() { Size = 44, Weight = 700, Color = Rgba.White },
                Stroke = new() { Width = 3 },
                Active = new() { Font = new() { Color = new(255, 90, 60) } },
                Animation = new(style, Direction.Up),
            });
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var moment in new[] { 0.06, 0.54, 0.8, 1.1, 1.8, 2.58 })
            {
                using var frame = await _bench.FrameAsync(film, (int)(moment * 50));
                sheet.Add(frame);
                hash.AppendData(TestPicture.Bytes(frame));
            }

            Assert.True(films.Add(Convert.ToHexString(hash.GetHashAndReset())), style.ToString());
        }

        sheet.Look("rich-captions");
    }

    [Fact]
    public async Task ActiveWord_WithFontPlateAndSize_Looks()
    {
        var sheet = new ContactSheet(3, 320, 180);
        foreach (var active in new ActiveWord[]
        {
            new() { Font = new() { Background = new(230, 30, 120), Color = Rgba.White } },
            new() { Font = new() { Size = 64, Weight = 900, Color = new(90, 255, 120) } },
            new()
            {
                Font = new() { Family = "Noto Serif" }, Decoration = TextDecoration.Underline, WithoutStroke = true,
            },
            new() { Font = new() { Opacity = 0.3 }, Decoration = TextDecoration.LineThrough },
            new()
            {
                Shadow = new() { Blur = 12, Color = new(0, 120, 255), Opacity = 1 },
                Font = new() { Color = new(0, 255, 255) },
            },
        })
        {
            var film = await FilmAsync(new RichCaptionAsset
            {
                Source = "",
                Font = new() { Size = 44, Weight = 500, Color = Rgba.White },
                Style = new() { Case = TextCase.Uppercase, LetterSpacing = 1 },
                Stroke = new() { Width = 2 },
                Background = new() { Color = new(20, 20, 60), Opacity = 0.8, BorderRadius = 14, Wrap = true },
                Border = new() { Width = 4, Color = new(255, 200, 0), Radius = 20 },
                Padding = new(10, 20, 10, 20),
                Vertical = VerticalAlign.Bottom,
                Active = active,
                Animation = new(CaptionAnimationStyle.Highlight, Direction.Up),
            });
            foreach (var moment in new[] { 0.2, 0.8, 2.8 })
            {
                using var frame = await _bench.FrameAsync(film, (int)(moment * 50));
                sheet.Add(frame);
            }
        }

        sheet.Look("rich-captions-active");
    }

    [Fact]
    public async Task Highlight_FrameByFrame_ChangesOnlyWhereAWordIsSpoken()
    {
        var film = await FilmAsync(new RichCaptionAsset { Source = "", Font = new() { Size = 40 } });
        var numbers = new List<int>();
        var last = "";
        await using var renderer = await _bench.OpenAsync(film);
        await renderer.RenderAsync(0, 100, (frame, image, _) =>
        {
            var hash = Convert.ToHexString(SHA256.HashData(TestPicture.Bytes(image)));
            if (hash != last) numbers.Add(frame);
            last = hash;
            image.Release();
            return ValueTask.CompletedTask;
        }, TestContext.Current.CancellationToken);

        // Words begin at frames 0, 25, 50, 75 and 85; the light moves from one to the next within a tenth of a second.
        Assert.All(numbers, frame => Assert.Contains(
            new[] { 0, 25, 50, 75, 85 }, begin => frame >= begin && frame <= begin + 7));
        Assert.True(renderer.FramesReused > 60);
    }

    private async Task<Film> FilmAsync(RichCaptionAsset asset)
    {
        await File.WriteAllTextAsync(_folder["captions.vtt"], Captions, TestContext.Current.CancellationToken);
        var facts = await _bench.Media.AddAsync(_folder["captions.vtt"]);
        return new FilmBuilder(Frame, 50) { Background = new(60, 70, 80) }.With(asset, 0, 3, facts: facts).Build();
    }
}
