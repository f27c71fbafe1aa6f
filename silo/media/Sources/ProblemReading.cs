using Framemill.Media.Processes;

namespace Framemill.Media.Sources;

/// <summary>Finds out from a tool's last words what is wrong with a file, and says it in plain words.</summary>
internal static class ProblemReading
{
    // 128 + SIGKILL and 128 + SIGTERM.
    private const int KilledExitCode = 137;
    private const int TerminatedExitCode = 143;

    private static readonly string[] EndIsMissing =
        ["partial file", "File ended prematurely", "Truncated", "truncated", "Premature end", "not enough data"];

    public static bool SaysTruncated(string errors) =>
        EndIsMissing.Any(words => errors.Contains(words, StringComparison.Ordinal));

    /// <summary>It did not end by itself: a limit, a lack of memory or somebody's signal ended it.</summary>
    public static bool WasEnded(ProcessResult result) =>
        result.Reason != StopReason.Exited || result.ExitCode is KilledExitCode or TerminatedExitCode;

    public static MediaProblem Read(ProcessResult result, string what)
    {
        var errors = result.ErrorTail;
        if (result.Reason is StopReason.TimedOut or StopReason.Stalled or StopReason.CpuTimeSpent)
            return new(MediaProblemCode.TookTooMuch, $"Reading the {what} took longer than it may.");
        if (result.Reason is StopReason.OutputTooLarge)
            return new(MediaProblemCode.TooLarge, $"The {what} is larger than may be opened.");
        if (Says(errors, "Cannot allocate memory") || Says(errors, "out of memory"))
            return new(MediaProblemCode.TookTooMuch, $"Reading the {what} took more memory than it may.");
        if (WasEnded(result))
            return new(MediaProblemCode.TookTooMuch, $"Reading the {what} was ended from outside before it was done.");
        if (Says(errors, "moov atom not found"))
        {
            return new(MediaProblemCode.Truncated,
                "The file is not whole: its index (moov) is missing, as after a broken upload or recording.");
        }

        if (SaysTruncated(errors)) return new(MediaProblemCode.Truncated,
            $"The {what} is not whole: its end is missing.");
        if (Says(errors, "Format not on whitelist"))
            return new(MediaProblemCode.UnsupportedFormat, "Files of this format are not opened.");
        if (Says(errors, "not found for") || Says(errors, "Unsupported codec") || Says(errors, "no decoder found"))
            return new(MediaProblemCode.UnsupportedCodec, $"There is no decoder for the {what}'s codec.");
        if (Says(errors, "libpng read error"))
            return new(MediaProblemCode.Damaged, $"The {what} is damaged or its end is missing.");
        return new(MediaProblemCode.Damaged, $"The {what} cannot be read: it is damaged or of an unknown kind.");
    }

    private static bool Says(string errors, string words) => errors.Contains(words, StringComparison.OrdinalIgnoreCase);
}
