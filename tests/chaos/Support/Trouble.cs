namespace Framemill.Tests.Chaos.Support;

/// <summary>What can befall a cluster.</summary>
internal enum Trouble
{
    /// <summary>A silo dies and comes back, or another comes.</summary>
    SiloIsKilled,

    /// <summary>A silo is stopped by its operator and comes back.</summary>
    SiloIsStopped,

    SiloJoins,
    WriteFailsBefore,
    WriteFailsAfter,
    PutFailsBefore,
    PutFailsAfter,

    /// <summary>A silo reaches no store for a while.</summary>
    StoreIsCutOff,

    /// <summary>A running child process is killed.</summary>
    ChildIsKilled,
}
