using Framemill.Media.Composition.Transitions;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;
using Framemill.Tests.Media.Composition;

namespace Framemill.Tests.Media.Gallery;

/// <summary>All scenes, group by group.</summary>
internal sealed class GalleryScenes(AssetFacts day, AssetFacts night, AssetFacts captions)
{
    public static readonly FrameSize Canvas = new(480, 270);
    private const double Seconds = 4;

    public FrameSize Output { get; init; } = new(160, 90);

    public Dictionary<string, IReadOnlyList<GalleryScene>> Groups => new()
    {
        ["transitions"] = [.. Transitions()],
        ["effects"] = [.. Effects()],
        ["filters"] = [.. Filters()],
        ["titles"] = [.. Titles()],
        ["captions"] = [.. Captions()],
        ["text"] = [.. Texts()],
    };

    private IEnumerable<GalleryScene> Transitions()
    {
        foreach (var (name, kind, pace) in Paced<TransitionKind>())
        {
            if (kind == TransitionKind.Zoom && pace != Pace.Normal) continue;
            var transition = new Transition(kind, pace);
            var seconds = TransitionCatalogue.Of(transition)?.Seconds ?? 0;
            yield return new(
                name,
                isLabelled => Build(isLabelled, name, films => films.With(Picture(night), 0, Seconds, facts: night)
                    .With(Picture(day), 0, Seconds, clip => clip with
                    {
                        TransitionIn = transition, TransitionOut = transition,
                    }, day)),
                // Whole frames at each pace, so that the same way slow or fast is the same picture.
                [seconds * 0.4, seconds * 0.8, Seconds - (seconds * 0.4)]) { Base = Camel(kind.ToString()) };
        }
    }

    private IEnumerable<GalleryScene> Effects() => Paced<EffectKind>()
        .Where(effect => effect.Kind != EffectKind.None)
        .Select(effect => new GalleryScene(
            effect.Name,
            isLabelled => Build(isLabelled, effect.Name, films => films.With(Picture(day), 0, Seconds, clip => clip with
            {
                Effect = new(effect.Kind, effect.Pace),
            }, day)),
            [0, Seconds / 2, Seconds - 0.02]));

    private IEnumerable<GalleryScene> Filters() => Enum.GetValues<Filter>().Except([Filter.None]).Select(filter =>
        new GalleryScene(
            Camel(filter.ToString()),
            isLabelled => Build(isLabelled, Camel(filter.ToString()), films => films.With(
                Picture(day), 0, Seconds, clip => clip with { Filter = filter }, day)),
            [1]));

    private IEnumerable<GalleryScene> Titles() => Enum.GetValues<TitleStyle>().Select(style => new GalleryScene(
        Camel(style.ToString()),
        isLabelled => Build(isLabelled, Camel(style.ToString()), films => films
            .With(Picture(night), 0, Seconds, facts: night)
            .With(new TitleAsset { Text = "Grow your own", Style = style, Size = TitleSize.Large }, 0, Seconds)),
        [1]));

    private IEnumerable<GalleryScene> Captions() => Enum.GetValues<CaptionAnimationStyle>().Select(style =>
        new GalleryScene(
            Camel(style.ToString()),
            isLabelled => Build(isLabelled, Camel(style.ToString()), films => films
                .With(Picture(night), 0, Seconds, facts: night)
                .With(new RichCaptionAsset
                {
                    Source = "",
                    Font = new() { Size = 44, Weight = 700, Color = Rgba.White },
                    Stroke = new() { Width = 3 },
                    Animation = new(style, Direction.Up),
                }, 0, Seconds, facts: captions)),
            [0.1, 0.7, 1.56]));

    private IEnumerable<GalleryScene> Texts()
    {
        yield return Text("typewriter", new() { Preset = TextAnimationPreset.Typewriter });
        yield return Text("typewriter word", new() { Preset = TextAnimationPreset.Typewriter, ByWord = true });
        yield return Text("fadeIn", new() { Preset = TextAnimationPreset.FadeIn });
        yield return Text("slideIn left", new() { Preset = TextAnimationPreset.SlideIn, Direction = Direction.Left });
        yield return Text("ascend up", new() { Preset = TextAnimationPreset.Ascend, Direction = Direction.Up });
        yield return Text("ascend down", new() { Preset = TextAnimationPreset.Ascend, Direction = Direction.Down });
        yield return Text("shift left", new() { Preset = TextAnimationPreset.Shift, Direction = Direction.Left });
        yield return Text(
            "shift up word", new() { Preset = TextAnimationPreset.Shift, ByWord = true, Direction = Direction.Up });
        yield return Text("movingLetters up", new() { Preset = TextAnimationPreset.MovingLetters });
        yield return Text(
            "movingLetters right",
            new() { Preset = TextAnimationPreset.MovingLetters, Direction = Direction.Right });
    }

    private GalleryScene Text(string name, TextAnimation animation) => new(
        name,
        isLabelled => Build(isLabelled, name, films => films.With(Picture(night), 0, Seconds, facts: night)
            .With(new RichTextAsset
            {
                Text = "Letters مرحبا नमस्ते",
                Font = new() { Size = 46, Weight = 700, Color = new(255, 236, 170) },
                Animation = animation with { Duration = 2 },
            }, 0, Seconds)),
        [0.3, 0.9, 1.5]);

    private Film Build(bool isLabelled, string name, Func<FilmBuilder, FilmBuilder> fill)
    {
        var films = fill(new(Canvas, 50) { OutputSize = Output, Background = new(30, 32, 40) });
        if (isLabelled)
        {
            films = films.With(new RichTextAsset
            {
                Text = name,
                Font = new() { Size = Output.Width < 180 ? 30 : 22, Color = Rgba.White, Weight = 600 },
                Background = new() { Color = Rgba.Black, Opacity = 0.65, Wrap = true, Padding = 8 },
                Vertical = VerticalAlign.Bottom,
                Padding = new(0, 0, 12, 0),
            }, 0, Seconds);
        }

        return films.Build();
    }

    private static Asset Picture(AssetFacts facts) => new ImageAsset { Source = facts.Key.Value };

    private static IEnumerable<(string Name, T Kind, Pace Pace)> Paced<T>()
        where T : struct, Enum
    {
        foreach (var kind in Enum.GetValues<T>())
        {
            if (Convert.ToInt32(kind, null) == 0)
            {
                yield return ("none", kind, Pace.Normal);
                continue;
            }

            foreach (var pace in Enum.GetValues<Pace>())
                yield return (Camel(kind.ToString()) + (pace == Pace.Normal ? "" : pace.ToString()), kind, pace);
        }
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
