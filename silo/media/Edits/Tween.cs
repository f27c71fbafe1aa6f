namespace Framemill.Media.Edits;

/// <summary>One stretch of an animated number. Times are seconds from the clip's begin.</summary>
public sealed record Tween
{
    public required double From { get; init; }

    public required double To { get; init; }

    public double Start { get; init; }

    /// <summary>Null lasts to the clip's end.</summary>
    public double? Length { get; init; }

    public Interpolation Interpolation { get; init; }

    public Easing Easing { get; init; }

    /// <summary>The value at a moment at or after <see cref="Start"/>.</summary>
    public double At(double seconds, double clipSeconds)
    {
        var length = Length ?? clipSeconds - Start;
        var elapsed = seconds - Start;
        if (elapsed >= length || length <= 0)
            return To;
        if (elapsed <= 0)
            return From;
        var progress = elapsed / length;
        return Interpolation switch
        {
            Interpolation.Linear => Blend(progress),
            Interpolation.Bezier => Blend(Easings.At(Easing, progress)),
            Interpolation.Constant => From,
            _ => throw new InvalidOperationException($"No such interpolation: {Interpolation}."),
        };
    }

    private double Blend(double progress) => From + ((To - From) * progress);
}
