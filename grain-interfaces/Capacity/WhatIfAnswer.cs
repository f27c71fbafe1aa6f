using Framemill.Scheduling;

namespace Framemill.Capacity;

/// <summary>What would come of a change, beside what comes of none.</summary>
[GenerateSerializer, Immutable, Alias("framemill.capacity.what-if-answer")]
public sealed record WhatIfAnswer
{
    /// <summary>Null when it could be played, else why not.</summary>
    [Id(0)] public string? Problem { get; init; }
    [Id(1)] public WhatIfOutcome? AsItWas { get; init; }
    [Id(2)] public WhatIfOutcome? Changed { get; init; }

    /// <summary>True when so much was asked for that only the newest part was played.</summary>
    [Id(3)] public bool IsCut { get; init; }
    [Id(4)] public double SecondsPlayed { get; init; }
}

/// <summary>The result of one replay.</summary>
[GenerateSerializer, Immutable, Alias("framemill.capacity.what-if-outcome")]
public sealed record WhatIfOutcome
{
    [Id(0)] public required int Devices { get; init; }
    [Id(1)] public required long Asked { get; init; }
    [Id(2)] public required long Done { get; init; }

    /// <summary>0 to 1.</summary>
    [Id(3)] public required double Utilisation { get; init; }
    [Id(4)] public required IReadOnlyList<WhatIfWait> Waits { get; init; }
}

/// <summary>Seconds that work of a class waits until it starts; those that never started are not among them.</summary>
[GenerateSerializer, Immutable, Alias("framemill.capacity.what-if-wait")]
public sealed record WhatIfWait
{
    [Id(0)] public required WorkClass Class { get; init; }
    [Id(1)] public required long Started { get; init; }
    [Id(2)] public required double MedianSeconds { get; init; }
    [Id(3)] public required double SlowestSeconds { get; init; }
}
