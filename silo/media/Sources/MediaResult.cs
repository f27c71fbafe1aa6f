using System.Diagnostics.CodeAnalysis;

namespace Framemill.Media.Sources;

/// <summary>
/// What was read, or the problem that kept it from being read. Bad media is expected, so it is a value.
/// </summary>
public readonly record struct MediaResult<T>
    where T : class
{
    private MediaResult(T? value, MediaProblem? problem)
    {
        Value = value;
        Problem = problem;
    }

    public T? Value { get; }

    public MediaProblem? Problem { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Succeeded => Value is not null;

    public static implicit operator MediaResult<T>(T value) => new(value, null);

    public static implicit operator MediaResult<T>(MediaProblem problem) => new(null, problem);
}
