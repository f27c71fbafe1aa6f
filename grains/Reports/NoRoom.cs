using Framemill.Renders;

namespace Framemill.Reports;

/// <summary>
/// A full disk is nobody's fault but the server's, and it passes: such work waits for room and is no failed try.
/// </summary>
internal static class NoRoom
{
    public const string Code = "storage_full";

    public const string Words = "The server's storage is full.";

    private const int NoSpace = 28;
    private const int QuotaSpent = 122;

    /// <summary>What the system, SQLite and child processes say of it; the cause may lie deep inside.</summary>
    private static readonly string[] s_sayings = ["No space left on device", "disk is full", "Disk quota exceeded"];

    public static bool Is(Exception? error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause.HResult is NoSpace or QuotaSpent) return true;
            if (s_sayings.Any(s => cause.Message.Contains(s, StringComparison.Ordinal))) return true;
        }

        return false;
    }

    public static bool Is(IReadOnlyList<EditError> errors) => errors.Any(e => e.Code == Code);

    /// <summary>Null when this is another failure.</summary>
    public static EditError? ErrorOf(Exception error) => Is(error)
        ? new EditError { Code = Code, Pointer = "", Detail = $"{Words} {error.GetBaseException().Message}" }
        : null;
}
