namespace Framemill.Tests.Unit.Renders.Studio;

/// <summary>What a fake renderer does to the next batch.</summary>
internal enum FrameFault
{
    None,
    Lost,
    Doubled,
    WrongEpoch,
}
