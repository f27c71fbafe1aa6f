namespace Framemill.Scheduling;

/// <summary>How much work of each class comes, in slot seconds a second, faded with a half-life.</summary>
internal sealed class ArrivalRates
{
    private static readonly TimeSpan HalfLife = TimeSpan.FromMinutes(5);
    private static readonly double PerSecond = Math.Log(2) / HalfLife.TotalSeconds;

    private readonly double[] _seconds = new double[Enum.GetValues<WorkClass>().Length];
    private DateTimeOffset _at;

    public void Came(WorkClass workClass, double seconds, DateTimeOffset now)
    {
        Fade(now);
        _seconds[(int)workClass] += seconds;
    }

    public double Of(WorkClass workClass, DateTimeOffset now)
    {
        Fade(now);
        return _seconds[(int)workClass] * PerSecond;
    }

    private void Fade(DateTimeOffset now)
    {
        if (now <= _at) return;
        var fade = Math.Pow(2, -((now - _at) / HalfLife));
        foreach (ref var seconds in _seconds.AsSpan()) seconds *= fade;
        _at = now;
    }
}
