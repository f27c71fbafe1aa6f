namespace Framemill.Simulation.Faults;

/// <summary>Ways to break the shells around the shipped code, each of which a checker must catch.</summary>
public enum Mutant
{
    None,

    /// <summary>The mark of acceptance is written, the open list is not.</summary>
    NotOnOpenList,

    /// <summary>An old epoch is taken for the newest.</summary>
    NoFence,

    /// <summary>A device runs what its ledger refused.</summary>
    Overbooks,

    /// <summary>An encoder encodes every batch that comes.</summary>
    IgnoresFrameLedger,

    /// <summary>A segment is recorded before it is stored.</summary>
    RecordsTooEarly,

    /// <summary>A failed write is ignored and memory trusted.</summary>
    TrustsMemoryAfterFailedWrite,

    /// <summary>Nobody announces work again.</summary>
    NeverAnnouncesAgain,

    /// <summary>A cancelled render that wakes up goes on.</summary>
    ForgetsCancel,

    /// <summary>A device never drops what it could not renew and tells the pool nothing of what ended.</summary>
    NeverTellsEnds,

    /// <summary>A device gives work back without telling the render.</summary>
    ReturnsInSilence,

    /// <summary>A lane that is asked to give way goes on.</summary>
    NeverGivesWay,

    /// <summary>The pool knows of no tenant's limit.</summary>
    ForgetsLimits,

    /// <summary>A shard hears of no lease that others still have of its work.</summary>
    ForgetsForeignLeases,

    /// <summary>A device pulls from any shard, whatever it holds of another.</summary>
    PullsAnywhere,

    /// <summary>A device that is sent to another shard does not go.</summary>
    StaysWhereItIs,

    /// <summary>A device tells nothing of its own faults.</summary>
    HidesItsReadings,

    /// <summary>A device says that it did what failed on it as on another before.</summary>
    CallsFailedDone,
}
