using System.Globalization;

namespace Framemill.Benchmarks.Scheduler;

/// <summary>Rounds of the same work by each in turn, so that all meet the same machine.</summary>
internal sealed class Contest(IReadOnlyList<IContender> contenders, int jobs)
{
    public const int Tasks = 20;
    public const int WarmUp = 2_000;
    private readonly List<(double PerSecond, string Note)>[] _rounds =
        [.. contenders.Select(_ => new List<(double, string)>())];

    public async Task RunAsync()
    {
        for (var i = 0; i < contenders.Count; i++)
        {
            var round = await contenders[i].RunAsync(jobs);
            _rounds[i].Add((jobs / round.Seconds, round.Note));
        }
    }

    /// <summary>The first contender is compared with the better of the others.</summary>
    public IEnumerable<string> Table()
    {
        var what = $"jobs of {Tasks} tasks, {_rounds.Max(r => r.Count)} rounds of {jobs}";
        yield return $"| {what} | best a second | median | |";
        yield return "|---|---:|---:|---|";
        for (var i = 0; i < contenders.Count; i++)
        {
            var note = _rounds[i].OrderByDescending(r => r.PerSecond).First().Note;
            yield return Line($"| {contenders[i].Name} | {Best(i):F0} | {Median(i):F0} | {note} |");
        }

        if (contenders.Count < 2) yield break;
        var others = Enumerable.Range(1, contenders.Count - 1).ToArray();
        var (best, median) = (Best(0) / others.Max(Best), Median(0) / others.Max(Median));
        yield return Line($"{contenders[0].Name} to the better of the others: best {best:F2}, median {median:F2}");
    }

    private double Best(int contender) => _rounds[contender].Max(r => r.PerSecond);

    private double Median(int contender) =>
        _rounds[contender].Select(r => r.PerSecond).Order().ElementAt(_rounds[contender].Count / 2);

    private static string Line(FormattableString line) => line.ToString(CultureInfo.InvariantCulture);
}
