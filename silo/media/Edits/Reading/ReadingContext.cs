namespace Framemill.Media.Edits.Reading;

/// <summary>What every part of a reading shares.</summary>
internal sealed class ReadingContext(EditLimits limits, bool localFilesAllowed, ProblemList problems)
{
    public EditLimits Limits { get; } = limits;

    public bool LocalFilesAllowed { get; } = localFilesAllowed;

    public ProblemList Problems { get; } = problems;

    /// <summary>Clips met so far; one more than allowed is told of once.</summary>
    public int ClipCount { get; set; }
}
