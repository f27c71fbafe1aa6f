namespace Framemill.Simulation.Scale;

/// <summary>How large the scenario is.</summary>
public sealed record ScaleSettings
{
    public int Devices { get; init; } = 10_000;
    public int Tenants { get; init; } = 1_000;
    public double Hours { get; init; } = 24;

    /// <summary>Mean demand as part of what the devices can do; its peaks are beyond.</summary>
    public double Load { get; init; } = 0.8;
    public ulong Seed { get; init; } = 1;

    /// <summary>
    /// A forecast plays all that waits through, so at a large cluster fewer films are asked: at 10,000 devices one of
    /// so many that some hundred are asked in a day.
    /// </summary>
    public int ForecastThin => Math.Max(1, Devices / 2_500);

    /// <summary>Schedulers that are played at one time.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
