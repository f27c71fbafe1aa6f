using Framemill.Media.Timelines;

namespace Framemill.Media.Text.Captions;

/// <summary>A text that shows for a while. Times are milliseconds from the begin of the captions.</summary>
public sealed record CaptionCue
{
    public required long StartMilliseconds { get; init; }
    public required long EndMilliseconds { get; init; }

    public Rational Start => new(StartMilliseconds, 1000);

    public Rational End => new(EndMilliseconds, 1000);

    /// <summary>Lines are separated by a line feed; no markup is left.</summary>
    public required string Text { get; init; }
    public IReadOnlyList<TextSpan> Spans { get; init; } = [];

    /// <summary>When parts of the text are spoken, where the file says so; in the order of the text.</summary>
    public IReadOnlyList<CaptionMark> Marks { get; init; } = [];
    public CaptionPlace Place { get; init; } = CaptionPlace.Default;
}

/// <param name="Position">UTF-16 units into the text.</param>
public readonly record struct CaptionMark(int Position, long Milliseconds);

/// <summary>Where the file wants a cue. Captions that say nothing stand at the bottom, centred.</summary>
public readonly record struct CaptionPlace(TextAlignment Horizontal, TextAlignment Vertical)
{
    public static readonly CaptionPlace Default = new(TextAlignment.Centre, TextAlignment.End);

    /// <summary>As the digits lie on a numeric keypad: 1 bottom left, 5 in the middle, 9 top right.</summary>
    public static CaptionPlace FromKeypad(int digit) => digit is < 1 or > 9
        ? Default
        : new((TextAlignment)((digit - 1) % 3), (TextAlignment)(2 - ((digit - 1) / 3)));
}
