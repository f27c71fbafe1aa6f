using Framemill.Renders;
using Framemill.Scheduling;

namespace Framemill.Devices;

/// <summary>
/// How work under a lease ended: for the pool the end and the frames, for the render the failure if any.
/// </summary>
internal sealed record WorkResult(LeaseEnd End, int Frames, WorkFailure? Failure = null);
