using Framemill.Media.Composition.Effects;
using Framemill.Media.Composition.Layout;
using Framemill.Media.Composition.Transitions;
using Framemill.Media.Edits;
using Framemill.Media.Timelines;

namespace Framemill.Media.Composition;

/// <summary>
/// Where a clip is and how much of it shows, frame by frame: its tweens, effect and transitions together. A function of
/// the film and the frame number alone.
/// </summary>
internal sealed class ClipMotion
{
    private readonly FilmClip _clip;
    private readonly FrameRate _rate;
    private readonly LayoutRequest _layout;
    private readonly EffectSpace _space;
    private readonly IEffect? _effect;
    private readonly ITransition? _in;
    private readonly ITransition? _out;
    private readonly double _seconds;
    private readonly double _inSeconds;
    private readonly double _outSeconds;

    /// <param name="still">What of the layout does not move: source, crop, fit, box, position.</param>
    public ClipMotion(FilmClip clip, FrameRate rate, LayoutRequest still)
    {
        _clip = clip;
        _rate = rate;
        _layout = still with
        {
            FlipHorizontal = clip.Clip.Transform.FlipHorizontal,
            FlipVertical = clip.Clip.Transform.FlipVertical,
        };
        var (width, height) = ClipLayout.FittedSize(still);
        _space = new(still.Frame, width, height);
        _effect = EffectCatalogue.Of(clip.Clip.Effect);
        _in = TransitionCatalogue.Of(clip.Clip.TransitionIn);
        _out = TransitionCatalogue.Of(clip.Clip.TransitionOut);
        _seconds = clip.Length.ToDouble();
        // A clip too short for both its transitions shares its time between them.
        var wanted = (_in?.Seconds ?? 0) + (_out?.Seconds ?? 0);
        var share = wanted > _seconds ? _seconds / wanted : 1;
        _inSeconds = (_in?.Seconds ?? 0) * share;
        _outSeconds = (_out?.Seconds ?? 0) * share;
    }

    public ClipMoment At(int frame)
    {
        var seconds = _clip.LocalTime(frame, _rate).ToDouble();
        var motion = MotionAt(seconds);
        var clip = _clip.Clip;
        var transform = clip.Transform;
        var placement = ClipLayout.Place(_layout with
        {
            OffsetX = _layout.OffsetX + clip.Offset.X.At(seconds, _seconds) + motion.OffsetX,
            OffsetY = _layout.OffsetY + clip.Offset.Y.At(seconds, _seconds) + motion.OffsetY,
            RotateDegrees = transform.Angle.At(seconds, _seconds) + motion.RotateDegrees,
            SkewX = transform.SkewX.At(seconds, _seconds),
            SkewY = transform.SkewY.At(seconds, _seconds),
            Scale = Math.Max(0, clip.Scale.At(seconds, _seconds)) * motion.Scale,
            KeepsOverflowX = motion.KeepsOverflowX && HasNoBox,
            KeepsOverflowY = motion.KeepsOverflowY && HasNoBox,
        });
        var opacity = Math.Clamp(clip.Opacity.At(seconds, _seconds), 0, 1) * Math.Clamp(motion.Opacity, 0, 1);
        return new(placement, opacity, motion.Curtain, _layout.FlipHorizontal);
    }

    /// <summary>
    /// The largest that the clip is ever shown, relative to its fit: what its picture must have pixels for. The rush
    /// of a zoom transition does not count, nobody sees detail in it.
    /// </summary>
    public double ScaleMax()
    {
        var scale = _clip.Clip.Scale;
        var own = scale.IsConstant
            ? scale.Value
            : scale.Tweens.Select(tween => Math.Max(tween.From, tween.To)).Append(scale.Value).Max();
        var effect = _effect is null ? 1 : Math.Max(_effect.At(0, _space).Scale, _effect.At(1, _space).Scale);
        return Math.Max(0, own) * effect;
    }

    private bool HasNoBox => _layout.BoxWidth is null && _layout.BoxHeight is null;

    private Motion MotionAt(double seconds)
    {
        var motion = _effect?.At(Math.Clamp(seconds / _seconds, 0, 1), _space) ?? Motion.None;
        if (_in is not null && seconds < _inSeconds) motion = motion.With(_in.In(seconds / _inSeconds));
        var left = _seconds - seconds;
        if (_out is not null && left < _outSeconds)
            motion = motion.With(_out.Out(1 - (Math.Max(0, left) / _outSeconds)));
        return motion;
    }
}

/// <summary>A clip at one frame.</summary>
/// <param name="IsMirrored">The picture is flipped left to right, but a curtain goes by what is seen.</param>
internal readonly record struct ClipMoment(Placement Placement, double Opacity, Curtain? Curtain, bool IsMirrored);
