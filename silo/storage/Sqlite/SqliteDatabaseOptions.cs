using System.ComponentModel.DataAnnotations;

namespace Framemill.Storage.Sqlite;

/// <summary>Settings of one SQLite file. Section <c>State</c>.</summary>
public sealed class SqliteDatabaseOptions
{
    public const string Section = "State";

    /// <summary>Writes that wait for the writer; further callers wait for room. Default: 8192.</summary>
    [Range(1, 1_000_000)]
    public int WaitingWritesMax { get; set; } = 8192;

    /// <summary>Writes in one transaction, so that none waits for thousands of others. Default: 1024.</summary>
    [Range(1, 100_000)]
    public int TransactionWritesMax { get; set; } = 1024;

    /// <summary>Connections that read at the same time; further readers wait. Default: 4.</summary>
    [Range(1, 64)]
    public int ReadersMax { get; set; } = 4;

    /// <summary>How long another process may hold the file locked before an operation fails. Default: 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan LockedWaitMax { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>WAL pages after which they are copied into the main file. Default: 4000 (16 MB).</summary>
    [Range(100, 1_000_000)]
    public int CheckpointPages { get; set; } = 4000;
}
