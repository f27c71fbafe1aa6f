namespace Framemill.Scheduling;

/// <summary>How much waits for a model, and how many devices have it.</summary>
internal sealed class ModelDemand(string key)
{
    public string Key => key;

    public long Bytes { get; set; }

    public double LoadSeconds { get; set; }

    public double WaitingSeconds { get; set; }

    /// <summary>Devices that have it and take work.</summary>
    public int Holders { get; set; }

    /// <summary>Expected seconds until a device that has it is through with what else waits for it.</summary>
    public double WaitFor(WaitingWork work) =>
        Holders > 0 ? Math.Max(0, WaitingSeconds - work.Seconds) / Holders : double.PositiveInfinity;
}
