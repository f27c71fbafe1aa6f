namespace Framemill.Scheduling;

/// <summary>How urgent work is to its user. Numbers are written to disk: they may only grow.</summary>
[GenerateSerializer, Alias("framemill.scheduling.work-class")]
public enum WorkClass
{
    Standard = 0,

    /// <summary>Somebody waits for it now. Goes first and may make batch work step aside.</summary>
    Interactive = 1,

    /// <summary>Whenever there is room.</summary>
    Batch = 2,
}
