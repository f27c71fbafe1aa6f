namespace Framemill.Media.Edits;

/// <summary>
/// The 28 easing curves as pure functions: progress 0 to 1 in, eased progress out (the Back ones overshoot).
/// </summary>
public static class Easings
{
    private const double BackOvershoot = 1.70158;
    private const double BackInOutOvershoot = BackOvershoot * 1.525;

    public static double At(Easing easing, double progress)
    {
        // Exact ends, whatever the curve's arithmetic makes of them.
        if (progress <= 0)
            return 0;
        if (progress >= 1)
            return 1;
        return easing switch
        {
            Easing.Ease => CubicBezier.Solve(0.25, 0.1, 0.25, 1, progress),
            Easing.EaseIn => CubicBezier.Solve(0.42, 0, 1, 1, progress),
            Easing.EaseOut => CubicBezier.Solve(0, 0, 0.58, 1, progress),
            Easing.EaseInOut => CubicBezier.Solve(0.42, 0, 0.58, 1, progress),
            Easing.EaseInQuad => Power(progress, 2),
            Easing.EaseInCubic => Power(progress, 3),
            Easing.EaseInQuart => Power(progress, 4),
            Easing.EaseInQuint => Power(progress, 5),
            Easing.EaseInSine => Sine(progress),
            Easing.EaseInExpo => Expo(progress),
            Easing.EaseInCirc => Circ(progress),
            Easing.EaseInBack => Back(progress, BackOvershoot),
            Easing.EaseOutQuad => 1 - Power(1 - progress, 2),
            Easing.EaseOutCubic => 1 - Power(1 - progress, 3),
            Easing.EaseOutQuart => 1 - Power(1 - progress, 4),
            Easing.EaseOutQuint => 1 - Power(1 - progress, 5),
            Easing.EaseOutSine => 1 - Sine(1 - progress),
            Easing.EaseOutExpo => 1 - Expo(1 - progress),
            Easing.EaseOutCirc => 1 - Circ(1 - progress),
            Easing.EaseOutBack => 1 - Back(1 - progress, BackOvershoot),
            Easing.EaseInOutQuad => InOut(progress, p => Power(p, 2)),
            Easing.EaseInOutCubic => InOut(progress, p => Power(p, 3)),
            Easing.EaseInOutQuart => InOut(progress, p => Power(p, 4)),
            Easing.EaseInOutQuint => InOut(progress, p => Power(p, 5)),
            Easing.EaseInOutSine => (1 - Math.Cos(Math.PI * progress)) / 2,
            Easing.EaseInOutExpo => InOut(progress, Expo),
            Easing.EaseInOutCirc => InOut(progress, Circ),
            Easing.EaseInOutBack => InOut(progress, p => Back(p, BackInOutOvershoot)),
            _ => throw new ArgumentOutOfRangeException(nameof(easing), easing, null),
        };
    }

    /// <summary>The curve in its first half and its mirror in the second.</summary>
    private static double InOut(double progress, Func<double, double> curve) =>
        progress < 0.5 ? curve(2 * progress) / 2 : 1 - (curve(2 - (2 * progress)) / 2);

    private static double Power(double progress, int exponent)
    {
        var result = progress;
        for (var i = 1; i < exponent; i++)
            result *= progress;
        return result;
    }

    private static double Sine(double progress) => 1 - Math.Cos(progress * Math.PI / 2);

    private static double Expo(double progress) => progress <= 0 ? 0 : Math.Pow(2, (10 * progress) - 10);

    private static double Circ(double progress) => 1 - Math.Sqrt(1 - (progress * progress));

    private static double Back(double progress, double overshoot) =>
        ((overshoot + 1) * progress * progress * progress) - (overshoot * progress * progress);
}
