using Framemill.Renders;
using Framemill.Reports;
using Framemill.Scheduling;

namespace Framemill.Devices;

/// <summary>What a user is told when the last try of a piece of work failed.</summary>
internal static class WorkErrors
{
    private const int DetailCharsMax = 500;

    public static WorkFailure Of(Lease lease, Exception error) => NoRoom.ErrorOf(error) is { } full
        ? Retryable(lease, full.Code, full.Detail)
        : Retryable(lease, CodeOf(lease.Work.Kind), error is TimeoutException ? "It took too long." : error.Message);

    public static WorkFailure Retryable(Lease lease, string code, string detail) => new()
    {
        Ticket = new WorkTicket(lease.Work.Id, lease.Epoch),
        IsRetryable = true,
        Errors = new[] { new EditError { Code = code, Pointer = "", Detail = Short(detail) } },
    };

    public static WorkFailure Of(Lease lease, bool isRetryable, IReadOnlyList<EditError> errors) => new()
    {
        Ticket = new WorkTicket(lease.Work.Id, lease.Epoch),
        IsRetryable = isRetryable,
        Errors = errors,
    };

    private static string CodeOf(WorkKind kind) => kind switch
    {
        WorkKind.Prepare => "prepare_failed",
        WorkKind.Sound => "sound_failed",
        WorkKind.Segments => "render_failed",
        WorkKind.Assemble => "assemble_failed",
        _ => "work_failed",
    };

    private static string Short(string detail) => detail.Length <= DetailCharsMax ? detail : detail[..DetailCharsMax];
}
