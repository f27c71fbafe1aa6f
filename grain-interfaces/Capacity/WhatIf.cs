using Framemill.Scheduling;

namespace Framemill.Capacity;

/// <summary>A change to try on the recorded demand.</summary>
[GenerateSerializer, Immutable, Alias("framemill.capacity.what-if")]
public sealed record WhatIf
{
    /// <summary>How much of the newest demand is played, in minutes. 1 to 180.</summary>
    [Id(0)] public int Minutes { get; init; } = 60;

    /// <summary>
    /// Devices to add, below zero to take away, of the sort that there are most of. -10,000 to 10,000.
    /// </summary>
    [Id(1)] public int Devices { get; init; }

    /// <summary>Speed of added devices compared with those that are there. 0.01 to 100.</summary>
    [Id(2)] public double Speed { get; init; } = 1;

    /// <summary>How many times as much is asked for. 0 to 100.</summary>
    [Id(3)] public double Demand { get; init; } = 1;

    /// <summary>Factors on top for work of one class; 0 drops it.</summary>
    [Id(4)] public IReadOnlyDictionary<WorkClass, double> Classes { get; init; } = new Dictionary<WorkClass, double>();

    /// <summary>Factors on top for work of one profile; 0 drops it.</summary>
    [Id(5)] public IReadOnlyDictionary<string, double> Profiles { get; init; } = new Dictionary<string, double>();
}
