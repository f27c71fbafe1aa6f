namespace Framemill.Simulation.Faults;

/// <summary>What can go wrong in a simulated world.</summary>
public enum FaultKind
{
    MessageLost,
    ReplyLost,
    MessageDoubled,
    MessageLate,
    WriteFailsBefore,
    WriteFailsAfter,
    ControlCrash,
    DeviceCrash,
    DevicePause,
    PoolForgets,
    WorkFails,
    WorkRefused,
    BatchLost,
    BatchDoubled,
    ClockJump,
    StoreFails,
    DeviceIsSick,
    WorkIsPoison,
}
