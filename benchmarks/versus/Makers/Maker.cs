namespace Framemill.Benchmarks.Versus.Makers;

/// <summary>Something else that makes the films of an edit.</summary>
/// <param name="Install">The command that brings it, where it is missing.</param>
/// <param name="IsSlow">Takes minutes; only run when it is asked for.</param>
/// <param name="Prepare">Before the clock runs: projects written, bundles made. False where it is not there.</param>
/// <param name="Command">The program and its arguments that make the film.</param>
internal sealed record Maker(
    string Name, string Install, bool IsSlow, Func<Task<bool>> Prepare, Func<string, IReadOnlyList<string>> Command)
{
    /// <summary>Where the program starts; null for here.</summary>
    public string? Folder { get; init; }

    /// <summary>Beside those that it inherits.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();
}
