using System.Globalization;

namespace Framemill.Media.Edits.Reading;

/// <summary>Collects what is wrong, up to a limit; beyond it only counts.</summary>
internal sealed class ProblemList(int countMax)
{
    private readonly List<EditProblem> _problems = [];
    private int _left;

    public bool IsEmpty => _problems.Count == 0;

    public void Add(string code, JsonPlace place, string message)
    {
        if (_problems.Count >= countMax)
        {
            _left++;
            return;
        }

        _problems.Add(new(code, place.ToString(), message));
    }

    public void Add(EditProblem problem)
    {
        if (_problems.Count >= countMax)
            _left++;
        else
            _problems.Add(problem);
    }

    public IReadOnlyList<EditProblem> ToList()
    {
        if (_left == 0)
            return _problems;
        var more = string.Create(CultureInfo.InvariantCulture, $"There are {_left} more problems.");
        return [.. _problems, new(EditProblemCodes.MoreProblems, "", more)];
    }
}
