using System.ComponentModel.DataAnnotations;

namespace Framemill.Storage.Grains;

/// <summary>Settings of the reminder table in a SQLite file.</summary>
public sealed class SqliteReminderOptions
{
    /// <summary>The file; it may be that of a grain storage. Default: <c>state.db</c>.</summary>
    [Required]
    public string Path { get; set; } = "state.db";

    /// <summary>Reminders of different services may lie in one file.</summary>
    [Required]
    public string Service { get; set; } = "framemill";
}
