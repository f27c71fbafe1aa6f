namespace Framemill.Benchmarks.Scheduler;

/// <summary>
/// A queue that jobs of <see cref="Contest.Tasks"/> tasks go through, from asking to the recorded end.
/// </summary>
internal interface IContender : IAsyncDisposable
{
    string Name { get; }

    Task<Round> RunAsync(int jobs);
}

/// <param name="Note">What it cost, where that is known.</param>
internal sealed record Round(double Seconds, string Note = "");
