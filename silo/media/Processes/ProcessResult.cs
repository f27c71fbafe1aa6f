namespace Framemill.Media.Processes;

/// <param name="ErrorTail">The last of what it wrote to its error stream.</param>
public sealed record ProcessResult(StopReason Reason, int ExitCode, TimeSpan Elapsed, string ErrorTail)
{
    public bool Succeeded => Reason == StopReason.Exited && ExitCode == 0;

    /// <summary>One line for a person: the reason and the last error line.</summary>
    public string Summary()
    {
        var last = ErrorTail.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .LastOrDefault();
        var cause = Reason == StopReason.Exited ? $"exit code {ExitCode}" : Reason.ToString();
        return last is null ? cause : $"{cause}: {last}";
    }
}
