namespace Framemill.Media.Assets;

/// <summary>Why an asset could not be had, in words for the person who named it.</summary>
public sealed record AssetProblem(AssetProblemCode Code, string Text)
{
    /// <summary>True when the same request may succeed later.</summary>
    public bool IsTransient => Code is AssetProblemCode.Unreachable or AssetProblemCode.TimedOut;
}

public enum AssetProblemCode
{
    InvalidUrl = 1,

    /// <summary>A scheme, address or place that assets may not come from.</summary>
    Forbidden = 2,
    NotFound = 3,
    Refused = 4,
    TooLarge = 5,
    TooManyRedirects = 6,
    Unreachable = 7,
    TimedOut = 8,
}
