namespace Framemill.Scheduling;

/// <summary>How due work is: all of one level goes before anything of the next.</summary>
public enum WorkLevel
{
    /// <summary>Its deadline is near.</summary>
    Urgent = 0,
    Interactive = 1,
    Standard = 2,
    Batch = 3,
}
