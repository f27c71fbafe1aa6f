namespace Framemill.Capacity;

/// <summary>Length of a row of history.</summary>
[GenerateSerializer, Alias("framemill.capacity.step")]
public enum CapacityStep
{
    Minute = 0,
    Hour = 1,
}
