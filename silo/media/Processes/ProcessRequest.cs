namespace Framemill.Media.Processes;

/// <summary>What to run: a tool and its arguments as a list, never as a command line.</summary>
public sealed record ProcessRequest
{
    public required string Tool { get; init; }
    public required IReadOnlyList<string> Arguments { get; init; }
    public string? WorkingDirectory { get; init; }

    /// <summary>Added to the bare environment (PATH, HOME, TMPDIR, LANG) that every child gets.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// True: the caller writes to <see cref="ChildProcess.Input"/>. False: the child reads an empty input.
    /// </summary>
    public bool FeedsInput { get; init; }

    /// <summary>
    /// True: the caller reads <see cref="ChildProcess.Output"/> to its end. False: output is thrown away.
    /// </summary>
    public bool ReadsOutput { get; init; }

    /// <summary>
    /// Sees each line of the error stream, on the thread that drains it. True means taken: the line stays out of the
    /// error tail.
    /// </summary>
    public Func<string, bool>? OnErrorLine { get; init; }
}
