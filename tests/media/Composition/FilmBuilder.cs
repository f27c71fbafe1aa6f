using Framemill.Media.Edits;
using Framemill.Media.Timelines;

namespace Framemill.Tests.Media.Composition;

/// <summary>Films for tests of the composer, without the road through JSON.</summary>
internal sealed class FilmBuilder(FrameSize size, int framesPerSecond = 25)
{
    private readonly List<FilmClip> _clips = [];
    private readonly FrameRate _rate = new(framesPerSecond, 1);

    public Rgba Background { get; init; } = Rgba.Black;

    public FrameSize? OutputSize { get; init; }

    public IReadOnlyList<AssetFacts> Fonts { get; init; } = [];

    /// <summary>Adds a clip above those that are there.</summary>
    /// <param name="track">A track of its own where it is null.</param>
    public FilmBuilder With(Asset asset, double start, double length, Func<Clip, Clip>? shape = null,
        AssetFacts? facts = null, int? track = null)
    {
        var from = Rational.FromDecimal((decimal)start);
        var lasts = Rational.FromDecimal((decimal)length);
        var clip = Clip.Of(asset, from, lasts);
        var first = (int)_rate.NearestFrame(from);
        _clips.Add(new()
        {
            Clip = shape?.Invoke(clip) ?? clip,
            Facts = facts,
            Track = track ?? _clips.Count,
            Index = 0,
            Start = from,
            Length = lasts,
            FirstFrame = first,
            FrameCount = (int)_rate.NearestFrame(from + lasts) - first,
        });
        return this;
    }

    public Film Build()
    {
        var frames = _clips.Max(clip => clip.EndFrame);
        return new()
        {
            Edit = new() { Timeline = new() { Tracks = [], Background = Background }, Output =
                new() { Format = OutputFormat.Mp4 } },
            Format = OutputFormat.Mp4,
            Size = size,
            OutputSize = OutputSize ?? size,
            Rate = _rate,
            FrameCount = frames,
            Duration = _rate.TimeOf(frames),
            RangeStart = Rational.Zero,
            Clips = _clips,
            Fonts = Fonts,
        };
    }
}
