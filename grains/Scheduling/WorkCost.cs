namespace Framemill.Scheduling;

/// <summary>Expected device seconds of work, for fair turns and forecasts.</summary>
public static class WorkCost
{
    /// <summary>A step takes about this share of what rendering the same frames would.</summary>
    private const double StepShare = 0.02;

    private const double PrepareSeconds = 2;

    public static double Seconds(WorkItem work, double framesPerSecond) => work.Kind switch
    {
        WorkKind.Prepare => PrepareSeconds,
        WorkKind.Segments => work.Frames / framesPerSecond,
        _ => StepShare * work.Frames / framesPerSecond,
    };
}
