using Framemill.Media.Timelines;

namespace Framemill.Media.Edits;

/// <summary>One asset on a track: when it shows, where, and how.</summary>
public sealed record Clip
{
    /// <summary>The caller's own name for it; it changes nothing.</summary>
    public string? Id { get; init; }

    /// <summary>The name by which other clips refer to it.</summary>
    public string? Alias { get; init; }

    public required Asset Asset { get; init; }

    public required ClipStart Start { get; init; }

    public required ClipLength Length { get; init; }

    /// <summary>Null where the user said nothing: pictures then crop, text ignores it.</summary>
    public Fit? Fit { get; init; }

    public Tweenable Scale { get; init; } = Tweenable.One;

    /// <summary>Of the box that the asset is fitted into, in pixels; null for the frame's.</summary>
    public double? Width { get; init; }

    /// <summary>Of the box that the asset is fitted into, in pixels; null for the frame's.</summary>
    public double? Height { get; init; }

    public Position Position { get; init; } = Position.Center;

    public Offset Offset { get; init; } = Offset.None;

    public Transition TransitionIn { get; init; }

    public Transition TransitionOut { get; init; }

    public ClipEffect Effect { get; init; }

    public Filter Filter { get; init; }

    /// <summary>Null leaves the colours alone. Ours: the vendor's contract has none.</summary>
    public ClipLook? Look { get; init; }

    /// <summary>Values outside 0 to 1 mean the nearest of the two.</summary>
    public Tweenable Opacity { get; init; } = Tweenable.One;

    public Transform Transform { get; init; } = Transform.None;

    public static Clip Of(Asset asset, Rational start, Rational length) =>
        new() { Asset = asset, Start = new ClipStart.Seconds(start), Length = new ClipLength.Seconds(length) };
}
