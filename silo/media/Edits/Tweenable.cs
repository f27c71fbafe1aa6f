using System.Text.Json.Serialization;

namespace Framemill.Media.Edits;

/// <summary>A number that stays or moves: one value, or tweens in the order of their starts.</summary>
public sealed record Tweenable
{
    public static Tweenable Zero { get; } = new() { Value = 0 };

    public static Tweenable One { get; } = new() { Value = 1 };

    /// <summary>The value as long as no tween has begun.</summary>
    public double Value { get; init; }

    public IReadOnlyList<Tween> Tweens { get; init; } = [];

    [JsonIgnore]
    public bool IsConstant => Tweens.Count == 0;

    public static Tweenable Of(double value) => new() { Value = value };

    /// <summary>The value at a moment of the clip. Between two tweens the first one's last value stays.</summary>
    public double At(double seconds, double clipSeconds)
    {
        var current = -1;
        while (current + 1 < Tweens.Count && Tweens[current + 1].Start <= seconds)
            current++;
        return current < 0 ? Value : Tweens[current].At(seconds, clipSeconds);
    }
}
