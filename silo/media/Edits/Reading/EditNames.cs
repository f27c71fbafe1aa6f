namespace Framemill.Media.Edits.Reading;

/// <summary>Every list of words in the contract.</summary>
internal static class EditNames
{
    public static Names<AssetKind> AssetKinds { get; } = new(Enum.GetValues<AssetKind>().Select(Kebab));

    public static Names<Fit> Fits { get; } = Camel<Fit>();

    public static Names<Position> Positions { get; } = Camel<Position>();

    public static Names<Filter> Filters { get; } = Camel<Filter>();

    public static Names<Transition> Transitions { get; } = new(AllTransitions());

    public static Names<ClipEffect> Effects { get; } = new(AllEffects());

    public static Names<VolumeEffect> VolumeEffects { get; } = Camel<VolumeEffect>();

    public static Names<VolumeEffect> SoundtrackEffects { get; } = Camel(VolumeEffect.None);

    public static Names<Interpolation> Interpolations { get; } = Camel<Interpolation>();

    public static Names<Easing> Easings { get; } = Camel<Easing>();

    public static Names<HorizontalAlign> Horizontals { get; } = Camel<HorizontalAlign>();

    public static Names<VerticalAlign> Verticals { get; } = Camel<VerticalAlign>();

    /// <summary>The older text asset says center where the others say middle.</summary>
    public static Names<VerticalAlign> TextVerticals { get; } = new(
    [
        new("top", VerticalAlign.Top),
        new("center", VerticalAlign.Middle),
        new("bottom", VerticalAlign.Bottom),
    ]);

    public static Names<TextCase> TextCases { get; } = Camel<TextCase>();

    public static Names<TextDecoration> Decorations { get; } = new(
    [
        new("none", TextDecoration.None),
        new("underline", TextDecoration.Underline),
        new("line-through", TextDecoration.LineThrough),
    ]);

    public static Names<bool> FontStyles { get; } = new([new("normal", false), new("italic", true)]);

    public static Names<bool> Gradients { get; } = new([new("linear", false), new("radial", true)]);

    public static Names<TextAnimationPreset> TextAnimations { get; } = Camel<TextAnimationPreset>();

    public static Names<TextAnimationPreset> TypewriterOnly { get; } =
        new([new("typewriter", TextAnimationPreset.Typewriter)]);

    public static Names<bool> AnimationUnits { get; } = new([new("character", false), new("word", true)]);

    public static Names<Direction> Directions { get; } = Camel<Direction>();

    public static Names<CaptionAnimationStyle> CaptionAnimations { get; } = Camel<CaptionAnimationStyle>();

    public static Names<TitleStyle> TitleStyles { get; } = Camel<TitleStyle>();

    public static Names<TitleSize> TitleSizes { get; } = new(
    [
        new("xx-small", TitleSize.ExtraExtraSmall),
        new("x-small", TitleSize.ExtraSmall),
        new("small", TitleSize.Small),
        new("medium", TitleSize.Medium),
        new("large", TitleSize.Large),
        new("x-large", TitleSize.ExtraLarge),
        new("xx-large", TitleSize.ExtraExtraLarge),
    ]);

    public static Names<string> Shapes { get; } = Words("rectangle", "circle", "line");

    public static Names<string> GeneratedAspectRatios { get; } =
        Words("1:1", "4:3", "16:9", "9:16", "3:4", "21:9", "9:21");

    public static Names<string> Disks { get; } = Words("local", "mount");

    public static Names<string> Instances { get; } = Words("s1", "s2", "a1");

    public static Names<Urgency> Urgencies { get; } = Camel<Urgency>();

    public static Names<OutputFormat> Formats { get; } = Camel<OutputFormat>();

    public static Names<Resolution> Resolutions { get; } = new(
    [
        new("preview", Resolution.Preview),
        new("mobile", Resolution.Mobile),
        new("sd", Resolution.Sd),
        new("hd", Resolution.Hd),
        new("1080", Resolution.FullHd),
        new("4k", Resolution.UltraHd),
    ]);

    public static Names<AspectRatio> AspectRatios { get; } = new(
    [
        new("16:9", AspectRatio.Landscape),
        new("9:16", AspectRatio.Portrait),
        new("1:1", AspectRatio.Square),
        new("4:5", AspectRatio.ShortPortrait),
        new("4:3", AspectRatio.Television),
    ]);

    public static Names<Quality> Qualities { get; } =
        new(Enum.GetValues<Quality>().Select(q => KeyValuePair.Create(q.ToString().ToLowerInvariant(), q)));

    public static Names<string> Words(params string[] words) => new(words.Select(w => KeyValuePair.Create(w, w)));

    private static Names<T> Camel<T>(params T[] without)
        where T : struct, Enum =>
        new(Enum.GetValues<T>().Except(without).Select(v => KeyValuePair.Create(Camel(v.ToString()), v)));

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static KeyValuePair<string, AssetKind> Kebab(AssetKind kind)
    {
        var name = kind.ToString();
        var parts = name.Select((c, i) => i > 0 && char.IsUpper(c) ? "-" + c : c.ToString());
        return new(string.Concat(parts).ToLowerInvariant(), kind);
    }

    private static IEnumerable<KeyValuePair<string, Transition>> AllTransitions()
    {
        foreach (var kind in Enum.GetValues<TransitionKind>())
        {
            var name = Camel(kind.ToString());
            yield return new(name, new(kind));
            if (kind is TransitionKind.None or TransitionKind.Zoom)
                continue;
            yield return new(name + "Slow", new(kind, Pace.Slow));
            yield return new(name + "Fast", new(kind, Pace.Fast));
        }
    }

    private static IEnumerable<KeyValuePair<string, ClipEffect>> AllEffects()
    {
        foreach (var kind in Enum.GetValues<EffectKind>().Except([EffectKind.None]))
        {
            var name = Camel(kind.ToString());
            yield return new(name, new(kind));
            yield return new(name + "Slow", new(kind, Pace.Slow));
            yield return new(name + "Fast", new(kind, Pace.Fast));
        }
    }
}
