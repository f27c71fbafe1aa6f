namespace Framemill.Media.Sources;

/// <summary>Media that had been found good turned out bad in the middle of work on it.</summary>
public sealed class MediaException(MediaProblem problem) : Exception(problem.Text)
{
    public MediaProblem Problem { get; } = problem;
}
